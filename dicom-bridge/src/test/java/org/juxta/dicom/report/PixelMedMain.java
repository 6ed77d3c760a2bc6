package org.juxta.dicom.report;

import java.lang.reflect.Field;
import java.util.HashMap;
import java.util.Map;
import javax.xml.transform.Source;
import javax.xml.transform.Transformer;
import javax.xml.transform.TransformerException;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.URIResolver;
import javax.xml.transform.dom.DOMResult;
import javax.xml.transform.dom.DOMSource;
import org.w3c.dom.Node;

/**
 * Validates many files in one JVM: making PixelMed's validator takes seconds. Runs in a JVM of its
 * own, because the validator needs limits of the XML processor lifted.
 */
final class PixelMedMain {
  private PixelMedMain() {}

  public static void main(String[] files) throws ReflectiveOperationException {
    Class<?> type = Class.forName("com.pixelmed.validate.DicomSRValidator");
    Object validator = type.getConstructor().newInstance();
    for (String pass : new String[] {"transformerPass1", "transformerPass2"}) {
      Field field = type.getDeclaredField(pass);
      field.setAccessible(true);
      keepParsed((Transformer) field.get(validator));
    }
    for (String file : files) {
      System.out.println("== " + file);
      System.out.println(type.getMethod("validate", String.class).invoke(validator, file));
    }
  }

  /**
   * The rules ask for the table of context groups with every code they check, and the validator
   * parses it anew each time, hundreds of times for a report of twenty findings. It is the same
   * table parsed once.
   */
  private static void keepParsed(Transformer transformer) {
    URIResolver theirs = transformer.getURIResolver();
    Map<String, Node> parsed = new HashMap<>();
    transformer.setURIResolver(
        (href, base) -> {
          Source source = theirs.resolve(href, base);
          if (source == null) {
            return null;
          }
          Node tree = parsed.get(href);
          if (tree == null) {
            tree = parse(source);
            parsed.put(href, tree);
          }
          return new DOMSource(tree, source.getSystemId());
        });
  }

  private static Node parse(Source source) throws TransformerException {
    DOMResult tree = new DOMResult();
    TransformerFactory.newInstance().newTransformer().transform(source, tree);
    return tree.getNode();
  }
}
