package dev.drydock.document;

import dev.drydock.limits.LimitExceededException;
import dev.drydock.limits.Limits;
import java.io.IOException;
import java.io.Reader;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/// Builds [Xml] trees out of the events of a parser that reads nothing from outside its document.
final class XmlElements {
  private final XMLStreamReader reader;
  private final Limits limits;
  private final String what;

  /// @param what names the document in errors
  XmlElements(Reader characters, Limits limits, String what) throws XMLStreamException {
    XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, false);
    factory.setProperty(XMLInputFactory.IS_COALESCING, true);
    this.reader = factory.createXMLStreamReader(characters);
    this.limits = limits;
    this.what = what;
  }

  /// Goes to where the next element begins; `false` where the document ends before.
  boolean next() throws XMLStreamException {
    while (reader.hasNext()) {
      if (reader.next() == XMLStreamConstants.START_ELEMENT) {
        return true;
      }
    }
    return false;
  }

  /// The local name of the element that begins here.
  String name() {
    return reader.getLocalName();
  }

  /// The element that begins here, read to its end.
  ///
  /// @param most elements that it may have, itself among them
  Xml read(int most) throws XMLStreamException, IOException {
    return element(1, new int[] {most});
  }

  private Xml element(int depth, int[] left) throws XMLStreamException, IOException {
    if (depth > limits.nesting()) {
      throw new LimitExceededException("nesting", what, limits.nesting());
    }
    if (--left[0] < 0) {
      throw new IOException(what + " has an element with more than a million others in it");
    }
    String name = reader.getLocalName();
    String namespace = reader.getNamespaceURI();
    Map<String, String> attributes = attributes();
    List<Xml> children = new ArrayList<>();
    StringBuilder text = new StringBuilder();
    while (true) {
      switch (reader.next()) {
        case XMLStreamConstants.START_ELEMENT -> children.add(element(depth + 1, left));
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

  private Map<String, String> attributes() {
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

  /// What an error says of a document, in one line.
  static IOException invalid(String what, XMLStreamException e) {
    String message = String.valueOf(e.getMessage());
    int said = message.indexOf("Message: ");
    String line = said < 0 ? message : message.substring(said + "Message: ".length());
    int end = line.indexOf('\n');
    String problem = end < 0 ? line : line.substring(0, end);
    String place = e.getLocation() == null ? "" : " in line " + e.getLocation().getLineNumber();
    return new IOException(what + " is not valid XML: " + problem + place, e);
  }
}
