package org.juxta.inference.lvlm.family;

import java.util.Map;
import java.util.Optional;
import org.juxta.inference.lvlm.Licence;
import org.juxta.inference.lvlm.ModelIdentity;
import org.juxta.inference.lvlm.checkpoint.WeightFiles;
import org.juxta.inference.lvlm.image.RgbImageProcessor;
import org.juxta.inference.lvlm.text.Tokenizer;
import org.juxta.inference.lvlm.torch.Network;

/**
 * A checkpoint directory as its architecture's class reads it: all that is checked before any
 * weight is mapped.
 *
 * @param name of the architecture
 * @param weights where each weight of the program lies
 * @param elementType of most of the weights, in safetensors' words
 * @param tokenizer closed by whoever closes the model
 * @param boxes how it says a box, if it was taught to
 */
record Family(
    String name,
    ModelIdentity identity,
    Licence licence,
    Network network,
    Map<String, WeightFiles.Place> weights,
    String elementType,
    RgbImageProcessor images,
    Tokenizer tokenizer,
    ChatTemplate template,
    Optional<Gemma3Boxes> boxes) {}
