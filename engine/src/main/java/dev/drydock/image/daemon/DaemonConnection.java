package dev.drydock.image.daemon;

import dev.drydock.image.ImageException;
import dev.drydock.image.ImageException.Kind;
import dev.drydock.image.chunk.BulkInput;
import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One question to a container engine and its answer (HTTP/1.1, RFC 9112): neither of the JDK's
/// HTTP clients speaks over a Unix domain socket.
///
/// It asks the engine to close the connection afterwards, and takes each line and header within
/// bounds.
final class DaemonConnection implements Closeable {
  private static final int LONGEST_LINE = 16 << 10;
  private static final int MOST_HEADERS = 200;

  private final SocketChannel channel;
  private final int status;
  private final InputStream body;

  private DaemonConnection(SocketChannel channel, int status, InputStream body) {
    this.channel = channel;
    this.status = status;
    this.body = body;
  }

  /// Asks for `path`.
  ///
  /// @throws ImageException where nobody answers
  static DaemonConnection get(DaemonAddress address, String path) throws IOException {
    SocketChannel channel = connect(address);
    boolean answered = false;
    try {
      String request =
          "GET "
              + path
              + " HTTP/1.1\r\nHost: localhost\r\nAccept: */*\r\nConnection: close\r\n\r\n";
      ByteBuffer bytes = ByteBuffer.wrap(request.getBytes(StandardCharsets.US_ASCII));
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      DaemonConnection answer = answer(channel);
      answered = true;
      return answer;
    } finally {
      if (!answered) {
        channel.close();
      }
    }
  }

  private static SocketChannel connect(DaemonAddress address) throws IOException {
    SocketChannel channel = SocketChannel.open(address.family());
    try {
      channel.connect(address.address());
      return channel;
    } catch (IOException e) {
      channel.close();
      String message = String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT);
      boolean denied = e instanceof AccessDeniedException || message.contains("permission denied");
      throw new ImageException(
          denied ? Kind.REFUSED : Kind.UNAVAILABLE,
          denied
              ? "you may not speak to the container engine at "
                  + address.text()
                  + "; become a member of its group, or save the image to a file"
              : "no container engine answers at "
                  + address.text()
                  + (address.address() instanceof UnixDomainSocketAddress
                      ? "; start it, or name another with DOCKER_HOST"
                      : "; check DOCKER_HOST"),
          e);
    }
  }

  private static DaemonConnection answer(SocketChannel channel) throws IOException {
    InputStream in = new BufferedInputStream(Channels.newInputStream(channel), 1 << 16);
    int status = status(line(in));
    Map<String, String> headers = new HashMap<>();
    for (String line = line(in); !line.isEmpty(); line = line(in)) {
      int colon = line.indexOf(':');
      if (colon > 0) {
        headers.put(
            line.substring(0, colon).toLowerCase(Locale.ROOT), line.substring(colon + 1).strip());
      }
      if (headers.size() > MOST_HEADERS) {
        throw new IOException("the container engine's answer has too many headers");
      }
    }
    return new DaemonConnection(channel, status, body(in, headers));
  }

  private static int status(String line) throws IOException {
    int space = line.indexOf(' ');
    try {
      if (line.startsWith("HTTP/1.") && space > 0) {
        return Integer.parseInt(line.substring(space + 1, Math.min(space + 4, line.length())));
      }
    } catch (NumberFormatException _) {
      // as below
    }
    throw new IOException("what listens there does not speak HTTP, so it is no container engine");
  }

  private static InputStream body(InputStream in, Map<String, String> headers) throws IOException {
    String encoding = headers.get("transfer-encoding");
    if (encoding != null && encoding.toLowerCase(Locale.ROOT).endsWith("chunked")) {
      return new ChunkedBody(in);
    }
    String length = headers.get("content-length");
    if (length == null) {
      return in;
    }
    try {
      return new SizedBody(in, Long.parseLong(length));
    } catch (NumberFormatException e) {
      throw new IOException("the container engine's answer has a broken length", e);
    }
  }

  /// A line without its end.
  static String line(InputStream in) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int octet = in.read(); octet != '\n'; octet = in.read()) {
      if (octet < 0) {
        throw new EOFException("the container engine ended its answer too early");
      }
      if (line.length() == LONGEST_LINE) {
        throw new IOException("the container engine's answer has a line without end");
      }
      line.append((char) octet);
    }
    int end = line.length();
    return line.substring(0, end > 0 && line.charAt(end - 1) == '\r' ? end - 1 : end);
  }

  int status() {
    return status;
  }

  InputStream body() {
    return body;
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }

  /// A body whose length was announced (RFC 9112, section 6.2).
  private static final class SizedBody extends BulkInput {
    private final InputStream in;
    private long left;

    SizedBody(InputStream in, long length) {
      this.in = in;
      this.left = length;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
      if (left <= 0) {
        return -1;
      }
      int n = in.read(target, offset, (int) Math.min(length, left));
      if (n < 0) {
        throw new EOFException("the container engine ended its answer too early");
      }
      left -= n;
      return n;
    }
  }

  /// A body in chunks (RFC 9112, section 7.1).
  private static final class ChunkedBody extends BulkInput {
    private final InputStream in;
    private @Nullable SizedBody chunk;
    private boolean ended;

    ChunkedBody(InputStream in) {
      this.in = in;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
      if (length == 0) {
        return 0;
      }
      int n = chunk == null ? -1 : chunk.read(target, offset, length);
      while (n < 0 && !ended) {
        SizedBody next = nextChunk();
        n = next.read(target, offset, length);
      }
      return n;
    }

    private SizedBody nextChunk() throws IOException {
      if (chunk != null && !line(in).isEmpty()) {
        throw new IOException("the container engine's answer has a broken chunk");
      }
      String size = line(in);
      int end = size.indexOf(';');
      long length;
      try {
        length = Long.parseLong((end < 0 ? size : size.substring(0, end)).strip(), 16);
      } catch (NumberFormatException e) {
        throw new IOException("the container engine's answer has a broken chunk", e);
      }
      if (length < 0) {
        throw new IOException("the container engine's answer has a broken chunk");
      }
      ended = length == 0;
      chunk = new SizedBody(in, length);
      return chunk;
    }
  }
}
