package dev.drydock.document;

import dev.drydock.limits.LimitExceededException;
import dev.drydock.limits.Limits;
import java.io.IOException;
import java.io.StringReader;
import javax.xml.stream.XMLStreamException;

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
      XmlElements elements = new XmlElements(new StringReader(characters), limits, what);
      if (!elements.next()) {
        throw new IOException(what + " has no XML element");
      }
      Xml root = elements.read(Integer.MAX_VALUE); // as many as fit into documentBytes
      if (elements.next()) { // what follows has to be well-formed too
        throw new IOException(what + " is not valid XML");
      }
      return root;
    } catch (XMLStreamException e) {
      throw XmlElements.invalid(what, e);
    } catch (RuntimeException e) {
      // the JDK's reader answers some broken documents with what it stumbled over
      throw new IOException(what + " is not valid XML", e);
    }
  }
}
