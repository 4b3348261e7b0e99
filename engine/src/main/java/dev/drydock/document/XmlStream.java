package dev.drydock.document;

import dev.drydock.limits.LimitExceededException;
import dev.drydock.limits.Limits;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/// Reads the elements of one name out of an XML document that is too large for a tree, each as a
/// tree of its own, within [Limits].
///
/// As with [XmlReader], nothing outside the document is read, and a document type declaration
/// defines nothing.
public final class XmlStream {
  /// Elements of one tree; nothing that is repeated in a large document has more.
  private static final int ELEMENTS = 1_000_000;

  private final Limits limits;

  public XmlStream(Limits limits) {
    this.limits = limits;
  }

  /// Gets each element in turn.
  @FunctionalInterface
  public interface Sink {
    void accept(Xml element) throws IOException;
  }

  /// @param in is UTF-8, and bounded by the caller
  /// @param what names the document in errors
  /// @param name of the elements
  public void each(InputStream in, String what, String name, Sink sink) throws IOException {
    try {
      XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
      factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
      factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
      factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, false);
      factory.setProperty(XMLInputFactory.IS_COALESCING, true);
      XMLStreamReader reader =
          factory.createXMLStreamReader(new InputStreamReader(in, StandardCharsets.UTF_8));
      while (reader.hasNext()) {
        if (reader.next() == XMLStreamConstants.START_ELEMENT
            && reader.getLocalName().equals(name)) {
          sink.accept(element(reader, what, 1, new int[1]));
        }
      }
    } catch (XMLStreamException e) {
      throw new IOException(
          what
              + " is not valid XML: "
              + String.valueOf(e.getMessage()).lines().findFirst().orElse(""),
          e);
    } catch (RuntimeException e) {
      // the JDK's reader answers some broken documents with what it stumbled over
      throw new IOException(what + " is not valid XML", e);
    }
  }

  private Xml element(XMLStreamReader reader, String what, int depth, int[] count)
      throws XMLStreamException, IOException {
    if (depth > limits.nesting()) {
      throw new LimitExceededException("nesting", what, limits.nesting());
    }
    if (++count[0] > ELEMENTS) {
      throw new IOException(what + " has an element with more than a million others in it");
    }
    String name = reader.getLocalName();
    String namespace = reader.getNamespaceURI();
    Map<String, String> attributes = new LinkedHashMap<>();
    for (int i = 0; i < reader.getAttributeCount(); i++) {
      attributes.put(reader.getAttributeLocalName(i), reader.getAttributeValue(i));
    }
    List<Xml> children = new ArrayList<>();
    StringBuilder text = new StringBuilder();
    while (true) {
      switch (reader.next()) {
        case XMLStreamConstants.START_ELEMENT ->
            children.add(element(reader, what, depth + 1, count));
        case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA ->
            text.append(reader.getText());
        case XMLStreamConstants.ENTITY_REFERENCE ->
            throw new IOException(what + " uses the entity " + reader.getLocalName());
        case XMLStreamConstants.END_ELEMENT -> {
          return new Xml(
              name,
              namespace == null ? "" : namespace,
              attributes,
              children,
              text.toString().strip());
        }
        default -> {} // comments, processing instructions, white space
      }
    }
  }
}
