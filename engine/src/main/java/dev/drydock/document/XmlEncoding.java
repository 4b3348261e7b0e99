package dev.drydock.document;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// The characters of an XML document (XML 1.0, appendix F): by its byte order mark, else by its
/// declaration, else UTF-8.
///
/// Done here since the JDK's reader prints to the console where bytes are not of their encoding.
final class XmlEncoding {
  private static final int LONGEST_DECLARATION = 200;

  private XmlEncoding() {}

  /// @param other of a document that says no encoding and is not UTF-8; `null` where that is an
  ///   error
  /// @throws IOException where the encoding is unknown, or bytes are not of it
  static String decode(byte[] document, String what, @Nullable Charset other) throws IOException {
    int mark = mark(document);
    Charset said = said(document, what);
    try {
      return decode(document, mark, said == null ? StandardCharsets.UTF_8 : said, what);
    } catch (IOException e) {
      if (said != null || mark > 0 || other == null) {
        throw e;
      }
      return decode(document, mark, other, what);
    }
  }

  private static String decode(byte[] document, int mark, Charset charset, String what)
      throws IOException {
    try {
      return charset
          .newDecoder()
          .decode(ByteBuffer.wrap(document, mark, document.length - mark))
          .toString();
    } catch (CharacterCodingException e) {
      throw new IOException(what + " is not valid XML: it is not all " + charset.name(), e);
    }
  }

  private static int mark(byte[] document) {
    if (starts(document, 0xef, 0xbb, 0xbf)) {
      return 3;
    }
    return starts(document, 0xfe, 0xff) || starts(document, 0xff, 0xfe) ? 2 : 0;
  }

  /// `null` where nothing is said.
  private static @Nullable Charset said(byte[] document, String what) throws IOException {
    if (starts(document, 0xfe, 0xff) || starts(document, 0, '<')) {
      return StandardCharsets.UTF_16BE;
    }
    if (starts(document, 0xff, 0xfe) || starts(document, '<', 0)) {
      return StandardCharsets.UTF_16LE;
    }
    String head =
        new String(
            document,
            0,
            Math.min(document.length, LONGEST_DECLARATION),
            StandardCharsets.ISO_8859_1);
    int end = head.indexOf("?>");
    int at = head.indexOf("encoding");
    if (at < 0 || at > end) {
      return null;
    }
    int from = quote(head, at);
    int to = from < 0 ? -1 : head.indexOf(head.charAt(from), from + 1);
    if (to < 0 || to > end) {
      return null;
    }
    String name = head.substring(from + 1, to);
    try {
      Charset charset = Charset.forName(name);
      // said of bytes that are read one by one as ASCII, so it cannot be true
      return charset.name().startsWith("UTF-16") ? StandardCharsets.UTF_8 : charset;
    } catch (IllegalArgumentException e) {
      throw new IOException(what + " is in an encoding that Java does not know", e);
    }
  }

  private static int quote(String head, int from) {
    for (int i = from; i < head.length(); i++) {
      if (head.charAt(i) == '"' || head.charAt(i) == '\'') {
        return i;
      }
    }
    return -1;
  }

  private static boolean starts(byte[] document, int... bytes) {
    for (int i = 0; i < bytes.length; i++) {
      if (document.length <= i || (document[i] & 0xff) != bytes[i]) {
        return false;
      }
    }
    return true;
  }
}
