package org.juxta.plugin.pipeline;

/**
 * This installation, as its reports name it.
 *
 * @param deviceUid the same for every report of the installation
 * @param aeTitle its AE title, by which a site knows it
 * @param softwareVersion version of Juxta
 */
public record Observer(String deviceUid, String aeTitle, String softwareVersion) {}
