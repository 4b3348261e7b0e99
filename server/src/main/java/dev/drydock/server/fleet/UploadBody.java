package dev.drydock.server.fleet;

import dev.drydock.server.web.Problem;
import jakarta.servlet.http.HttpServletRequest;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.util.unit.DataSize;

/// The body of an upload, read within a bound, and unpacked where it came packed with gzip (RFC
/// 9110, section 8.4.1.3).
public final class UploadBody {
  private static final int BUFFER = 1 << 16;
  private static final String DAMAGED =
      "The body is not what Content-Encoding says: its gzip is damaged or cut off; send it again";

  private final byte[] content;
  private final byte @Nullable [] packed;

  private UploadBody(byte[] content, byte @Nullable [] packed) {
    this.content = content;
    this.packed = packed;
  }

  /// @param most bytes, both as it comes and unpacked
  /// @throws Problem 413 where there are more, 415 where it is packed by other means, 422 where
  ///   what it is packed in is damaged
  /// @throws IOException where the client goes away
  public static UploadBody read(HttpServletRequest request, DataSize most) throws IOException {
    if (request.getContentLengthLong() > most.toBytes()) {
      throw BoundedStream.tooLarge(most);
    }
    boolean gzip = gzip(request);
    byte[] sent = new BoundedStream(request.getInputStream(), most).readAllBytes();
    if (!gzip) {
      return new UploadBody(sent, null);
    }
    try (InputStream in =
        new BoundedStream(new GZIPInputStream(new ByteArrayInputStream(sent), BUFFER), most)) {
      return new UploadBody(in.readAllBytes(), sent);
    } catch (ZipException | EOFException _) {
      throw Problem.invalid(DAMAGED);
    }
  }

  /// The same as a stream, for what need not be held whole. Reading it throws what [#read] does,
  /// but a [ZipException] or [EOFException] where what it is packed in is damaged.
  public static InputStream stream(HttpServletRequest request, DataSize most) throws IOException {
    if (request.getContentLengthLong() > most.toBytes()) {
      throw BoundedStream.tooLarge(most);
    }
    InputStream sent = new BoundedStream(request.getInputStream(), most);
    return gzip(request) ? new BoundedStream(new GZIPInputStream(sent, BUFFER), most) : sent;
  }

  public byte[] content() {
    return content;
  }

  /// As it came, where that was with gzip; else `null`.
  public byte @Nullable [] packed() {
    return packed;
  }

  private static boolean gzip(HttpServletRequest request) {
    String encoding = request.getHeader("Content-Encoding");
    if (encoding == null || encoding.isBlank()) {
      return false;
    }
    return switch (encoding.strip().toLowerCase(Locale.ROOT)) {
      case "identity" -> false;
      case "gzip", "x-gzip" -> true;
      default ->
          throw new Problem(
              HttpStatus.UNSUPPORTED_MEDIA_TYPE,
              "Content-Encoding may be gzip, or none: send the document so");
    };
  }
}
