package dev.drydock.bom.reading;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// What the first bytes of a document say of its encoding. Windows PowerShell writes UTF-16 where
/// the output of a tool goes into a file (`syft … > bom.json`).
final class ByteOrderMark {
  private static final int LENGTH = 2;

  private ByteOrderMark() {}

  /// The document in UTF-8, without the mark; itself where it has no mark of UTF-16.
  ///
  /// @param what names the document in errors
  /// @throws IOException where it is not of the encoding that it says
  static byte[] utf8(byte[] document, String what) throws IOException {
    Charset charset = charset(document);
    if (charset == null) {
      return document;
    }
    try {
      return charset
          .newDecoder()
          .decode(ByteBuffer.wrap(document, LENGTH, document.length - LENGTH))
          .toString()
          .getBytes(StandardCharsets.UTF_8);
    } catch (CharacterCodingException e) {
      throw new IOException(what + " starts as UTF-16 and is not: save it as UTF-8", e);
    }
  }

  /// The same of the start of a document, which may end within a character.
  static byte[] utf8OfHead(byte[] head) {
    Charset charset = charset(head);
    return charset == null
        ? head
        : new String(head, LENGTH, head.length - LENGTH, charset).getBytes(StandardCharsets.UTF_8);
  }

  private static @Nullable Charset charset(byte[] document) {
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
