package org.juxta.dicom.remapper;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.regex.Pattern;

/** Renames what is not a class: service files, and class names in property and XML resources. */
final class ResourceRenamer {
  private static final String SERVICES = "META-INF/services/";
  private static final Pattern BUS_CLASS = Pattern.compile("org\\.aoju\\.bus(\\.[\\w$]+)+");

  private final ClassNames names;

  ResourceRenamer(ClassNames names) {
    this.names = names;
  }

  /** Returns where a resource goes; one named like a class stays beside that class. */
  String path(String path) {
    if (path.startsWith(SERVICES)) {
      return SERVICES + names.rename(path.substring(SERVICES.length()));
    }
    int extension = path.indexOf('.', path.lastIndexOf('/'));
    return extension < 0
        ? path
        : names.renameInternal(path.substring(0, extension)) + path.substring(extension);
  }

  /** Returns the content with every class name renamed. */
  byte[] content(byte[] content) {
    return BUS_CLASS
        .matcher(new String(content, UTF_8))
        .replaceAll(name -> names.rename(name.group()).replace("$", "\\$"))
        .getBytes(UTF_8);
  }
}
