package dev.drydock.document;

import dev.drydock.limits.LimitExceededException;
import dev.drydock.limits.Limits;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.Charset;
import javax.xml.stream.XMLStreamException;
import org.jspecify.annotations.Nullable;

/// Reads XML documents (XML 1.0 with namespaces) into [Xml] trees, within [Limits]. Thread-safe.
///
/// Nothing outside the document is ever read, and a document type declaration defines nothing: an
/// entity that only such a declaration could define makes the document unreadable.
public final class XmlReader {
  private final Limits limits;
  private final @Nullable Charset other;

  public XmlReader(Limits limits) {
    this(limits, null);
  }

  /// @param other the encoding of documents that say none and are not UTF-8; `null` where these are
  ///   invalid, as the specification has it
  public XmlReader(Limits limits, @Nullable Charset other) {
    this.limits = limits;
    this.other = other;
  }

  /// @param what names the document in errors
  /// @return the root element
  /// @throws IOException where it is no XML, or goes over a limit
  public Xml read(byte[] document, String what) throws IOException {
    if (document.length > limits.documentBytes()) {
      throw new LimitExceededException("documentBytes", what, limits.documentBytes());
    }
    String characters = XmlEncoding.decode(document, what, other);
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
