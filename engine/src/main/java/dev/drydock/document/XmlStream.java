package dev.drydock.document;

import dev.drydock.limits.Limits;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import javax.xml.stream.XMLStreamException;

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
      XmlElements elements =
          new XmlElements(new InputStreamReader(in, StandardCharsets.UTF_8), limits, what);
      while (elements.next()) {
        if (elements.name().equals(name)) {
          sink.accept(elements.read(ELEMENTS));
        }
      }
    } catch (XMLStreamException e) {
      throw XmlElements.invalid(what, e);
    } catch (RuntimeException e) {
      // the JDK's reader answers some broken documents with what it stumbled over
      throw new IOException(what + " is not valid XML", e);
    }
  }
}
