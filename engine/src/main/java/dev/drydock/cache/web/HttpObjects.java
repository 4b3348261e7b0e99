package dev.drydock.cache.web;

import dev.drydock.image.registry.Transport;
import dev.drydock.limits.Bounded;
import dev.drydock.limits.LimitExceededException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Whole objects by HTTP: read by GET, written by PUT. No redirect is followed: it could lead
/// anywhere, and would be shown what authorises us.
public final class HttpObjects {
  public static final String MEDIA_TYPE = "application/octet-stream";

  private static final int MOST_OF_ERROR = 64 << 10;
  private static final int MOST_LETTERS = 64;

  private final Transport transport;
  private final Refusals refusals;

  public HttpObjects(Transport transport, Refusals refusals) {
    this.transport = transport;
    this.refusals = refusals;
  }

  /// What a server says of a request that it does not fulfil.
  ///
  /// @param code the word for it in the XML of S3; `null` where there is none
  /// @param region the one that a bucket is in, of S3; `null` where it is not said
  public record Refusal(int status, @Nullable String code, @Nullable String region) {
    /// `HTTP 403, AccessDenied`.
    public String words() {
      return code == null ? "HTTP " + status : "HTTP " + status + ", " + code;
    }
  }

  /// Puts into words what a server means, without repeating its own.
  @FunctionalInterface
  public interface Refusals {
    /// `null` where it means that there is no such object.
    @Nullable IOException of(Refusal refusal);
  }

  /// `null` where there is none, or it is longer than `most`.
  public byte @Nullable [] get(URI address, Map<String, String> headers, int most)
      throws IOException, InterruptedException {
    Transport.Request request = new Transport.Request(Transport.Method.GET, address, headers, null);
    try (Transport.Response response = transport.send(request)) {
      if (response.status() == 200) {
        return isLonger(response.header("Content-Length"), most)
            ? null
            : Bounded.readAll(response.body(), most, "an entry");
      }
      IOException refused = refusals.of(refusal(response));
      if (refused == null) {
        return null;
      }
      throw refused;
    } catch (LimitExceededException _) {
      return null;
    }
  }

  /// @param content read to its end
  public void put(URI address, Map<String, String> headers, ByteBuffer content)
      throws IOException, InterruptedException {
    int length = content.remaining();
    ByteBuffer left = content.slice();
    content.position(content.limit());
    Transport.Request request =
        new Transport.Request(
            Transport.Method.PUT,
            address,
            headers,
            new Transport.Body(MEDIA_TYPE, length, () -> stream(left), false));
    try (Transport.Response response = transport.send(request)) {
      if (response.status() / 100 == 2) {
        drain(response.body());
        return;
      }
      Refusal refusal = refusal(response);
      IOException refused = refusals.of(refusal);
      throw refused == null
          ? new IOException("there is no such place: " + refusal.words())
          : refused;
    }
  }

  private static InputStream stream(ByteBuffer content) {
    return new ByteArrayInputStream(
        content.array(), content.arrayOffset() + content.position(), content.remaining());
  }

  private static boolean isLonger(@Nullable String length, int most) {
    try {
      return length != null && Long.parseLong(length) > most;
    } catch (NumberFormatException _) {
      return false; // its bytes are counted
    }
  }

  /// So that the connection can be used for the next one.
  private static void drain(InputStream body) throws IOException {
    Bounded.head(body, MOST_OF_ERROR);
  }

  private static Refusal refusal(Transport.Response response) {
    String region = response.header("x-amz-bucket-region");
    return new Refusal(
        response.status(), code(response), region != null && isWord(region) ? region : null);
  }

  /// The content of the first `<Code>`. Nothing else of a foreign text is taken.
  private static @Nullable String code(Transport.Response response) {
    String body;
    try {
      body = new String(Bounded.head(response.body(), MOST_OF_ERROR), StandardCharsets.ISO_8859_1);
    } catch (IOException _) {
      return null;
    }
    int from = body.indexOf("<Code>");
    int to = body.indexOf("</Code>");
    String code = from < 0 || to < from ? "" : body.substring(from + "<Code>".length(), to);
    return isWord(code) ? code : null;
  }

  private static boolean isWord(String text) {
    return !text.isEmpty()
        && text.length() <= MOST_LETTERS
        && text.chars()
            .allMatch(
                c ->
                    c >= 'a' && c <= 'z'
                        || c >= 'A' && c <= 'Z'
                        || c >= '0' && c <= '9'
                        || c == '-');
  }
}
