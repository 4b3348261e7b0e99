package dev.drydock.document;

import dev.drydock.limits.LimitExceededException;
import dev.drydock.limits.Limits;
import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/// Reads XML documents (XML 1.0 with namespaces) into [Xml] trees, within [Limits]. Thread-safe.
///
/// Nothing outside the document is ever read, and a document type declaration defines nothing: an
/// entity that only such a declaration could define makes the document unreadable.
public final class XmlReader {
  private final Limits limits;

  public XmlReader(Limits limits) {
    this.limits = limits;
  }

  /// @param what names the document in errors
  /// @return the root element
  /// @throws IOException where it is no XML, or goes over a limit
  public Xml read(byte[] document, String what) throws IOException {
    if (document.length > limits.documentBytes()) {
      throw new LimitExceededException("documentBytes", what, limits.documentBytes());
    }
    String characters = XmlEncoding.decode(document, what);
    try {
      XMLStreamReader reader = factory().createXMLStreamReader(new StringReader(characters));
      while (reader.hasNext()) {
        if (reader.next() == XMLStreamConstants.START_ELEMENT) {
          Xml root = element(reader, what, 1);
          while (reader.hasNext()) {
            reader.next(); // what follows has to be well-formed too
          }
          return root;
        }
      }
      throw new IOException(what + " has no XML element");
    } catch (XMLStreamException e) {
      throw new IOException(what + " is not valid XML: " + firstLine(e), e);
    } catch (RuntimeException e) {
      // the JDK's reader answers some broken documents with what it stumbled over
      throw new IOException(what + " is not valid XML", e);
    }
  }

  private static XMLInputFactory factory() {
    XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, false);
    factory.setProperty(XMLInputFactory.IS_COALESCING, true);
    return factory;
  }

  private Xml element(XMLStreamReader reader, String what, int depth)
      throws XMLStreamException, IOException {
    if (depth > limits.nesting()) {
      throw new LimitExceededException("nesting", what, limits.nesting());
    }
    String name = reader.getLocalName();
    String namespace = reader.getNamespaceURI();
    Map<String, String> attributes = attributes(reader);
    List<Xml> children = new ArrayList<>();
    StringBuilder text = new StringBuilder();
    while (true) {
      switch (reader.next()) {
        case XMLStreamConstants.START_ELEMENT -> children.add(element(reader, what, depth + 1));
        case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA ->
            text.append(reader.getText());
        case XMLStreamConstants.ENTITY_REFERENCE ->
            throw new IOException(what + " uses the entity " + reader.getLocalName());
        case XMLStreamConstants.END_ELEMENT -> {
          return new Xml(
              name,
              namespace == null ? "" : namespace,
              attributes,
              Collections.unmodifiableList(children),
              text.toString().strip());
        }
        default -> {} // comments, processing instructions, white space
      }
    }
  }

  private static Map<String, String> attributes(XMLStreamReader reader) {
    int count = reader.getAttributeCount();
    if (count == 0) {
      return Map.of();
    }
    Map<String, String> attributes = new LinkedHashMap<>();
    for (int i = 0; i < count; i++) {
      attributes.put(reader.getAttributeLocalName(i), reader.getAttributeValue(i));
    }
    return Collections.unmodifiableMap(attributes);
  }

  private static String firstLine(XMLStreamException e) {
    String message = String.valueOf(e.getMessage());
    int said = message.indexOf("Message: ");
    String line = said < 0 ? message : message.substring(said + "Message: ".length());
    int end = line.indexOf('\n');
    String problem = end < 0 ? line : line.substring(0, end);
    return e.getLocation() == null
        ? problem
        : problem + " in line " + e.getLocation().getLineNumber();
  }
}
