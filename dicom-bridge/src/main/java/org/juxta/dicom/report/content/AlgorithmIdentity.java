package org.juxta.dicom.report.content;

import java.util.List;

/**
 * The algorithm that answered (TID 4019); its family is artificial intelligence.
 *
 * @param name Algorithm Name, for example the model's
 * @param version Algorithm Version
 * @param parameters Algorithm Parameters, for example the hash of the weights
 */
public record AlgorithmIdentity(String name, String version, List<String> parameters) {
  public AlgorithmIdentity {
    parameters = List.copyOf(parameters);
  }

  public AlgorithmIdentity(String name, String version) {
    this(name, version, List.of());
  }
}
