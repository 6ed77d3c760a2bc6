package org.juxta.inference.reading;

/** The findings of a chest radiograph that the embedded reading protocol asks for. */
public enum FindingType {
  NODULE("nodule", "nodule"),
  CONSOLIDATION("consolidation", "consolidation"),
  PLEURAL_EFFUSION("pleural_effusion", "pleural effusion"),
  PNEUMOTHORAX("pneumothorax", "pneumothorax"),
  CARDIOMEGALY("cardiomegaly", "cardiomegaly");

  private final String id;
  private final String displayName;

  FindingType(String id, String displayName) {
    this.id = id;
    this.displayName = displayName;
  }

  /** Stable identifier, as used in JSON files and configuration: {@code pleural_effusion}. */
  public String id() {
    return id;
  }

  /** Words a person reads and a model is asked with: {@code pleural effusion}. */
  public String displayName() {
    return displayName;
  }

  /**
   * The type with this identifier.
   *
   * @throws IllegalArgumentException naming the identifier when there is none
   */
  public static FindingType ofId(String id) {
    for (FindingType type : values()) {
      if (type.id.equals(id)) {
        return type;
      }
    }
    throw new IllegalArgumentException("unknown finding '" + id + "'");
  }
}
