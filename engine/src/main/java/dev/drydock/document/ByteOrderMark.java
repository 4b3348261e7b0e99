package dev.drydock.document;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// What the first bytes of a document say of its encoding (Unicode Standard, section 23.8). Editors
/// of Windows put a mark before UTF-8, and its PowerShell writes UTF-16 where the output of a tool
/// goes into a file (`syft … > bom.json`, `conda env export > environment.yml`).
public final class ByteOrderMark {
  private static final int LENGTH = 2;
  private static final String MARK = "\ufeff";

  private ByteOrderMark() {}

  /// The document's characters without the mark; UTF-8 where it has none. Bytes that are not of the
  /// encoding are replaced.
  public static String text(byte[] document) {
    Charset utf16 = utf16(document);
    String text = new String(document, utf16 == null ? StandardCharsets.UTF_8 : utf16);
    return text.startsWith(MARK) ? text.substring(MARK.length()) : text;
  }

  /// The document in UTF-8, without the mark; itself where it has no mark of UTF-16.
  ///
  /// @param what names the document in errors
  /// @throws IOException where it is not of the encoding that it says
  public static byte[] utf8(byte[] document, String what) throws IOException {
    Charset utf16 = utf16(document);
    if (utf16 == null) {
      return document;
    }
    try {
      return utf16
          .newDecoder()
          .decode(ByteBuffer.wrap(document, LENGTH, document.length - LENGTH))
          .toString()
          .getBytes(StandardCharsets.UTF_8);
    } catch (CharacterCodingException e) {
      throw new IOException(what + " starts as UTF-16 and is not: save it as UTF-8", e);
    }
  }

  /// The same of the start of a document, which may end within a character.
  public static byte[] utf8OfHead(byte[] head) {
    Charset utf16 = utf16(head);
    return utf16 == null
        ? head
        : new String(head, LENGTH, head.length - LENGTH, utf16).getBytes(StandardCharsets.UTF_8);
  }

  private static @Nullable Charset utf16(byte[] document) {
    if (document.length < LENGTH) {
      return null;
    }
    return switch ((document[0] & 0xff) << 8 | document[1] & 0xff) {
      case 0xfffe -> StandardCharsets.UTF_16LE;
      case 0xfeff -> StandardCharsets.UTF_16BE;
      default -> null;
    };
  }
}
