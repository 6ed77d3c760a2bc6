package org.juxta.inference.lvlm;

/**
 * What a published checkpoint is and needs, told without reading its weights.
 *
 * @param family its architecture, for a person
 * @param licence the terms that it may be used under
 * @param tensors how many weights it holds
 * @param elementType type of most of them, in safetensors' words
 * @param parameters numbers that they hold together
 * @param weightBytes bytes that they take, on disk and mapped
 * @param context most tokens of a prompt and its answer
 * @param tokensPerImage tokens of the context that one image takes
 * @param imageSize edge of the square that it sees, in pixels
 * @param cacheBytesPerToken memory that each token of a prompt and its answer takes
 * @param pointsAtThings whether it was taught to say boxes
 */
public record ModelInspection(
    String family,
    Licence licence,
    int tensors,
    String elementType,
    long parameters,
    long weightBytes,
    int context,
    int tokensPerImage,
    int imageSize,
    long cacheBytesPerToken,
    boolean pointsAtThings) {}
