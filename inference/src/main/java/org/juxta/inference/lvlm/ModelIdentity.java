package org.juxta.inference.lvlm;

/**
 * Which model answered: enough to find it again.
 *
 * @param name for example {@code juxta-embedded}
 * @param version the checkpoint's own version, else the first 12 hex digits of its weights' SHA-256
 * @param manufacturer who made it
 * @param notice what its card says about use, for example {@code Not for clinical use}
 */
public record ModelIdentity(String name, String version, String manufacturer, String notice) {}
