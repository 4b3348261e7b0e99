package dev.drydock.image.registry;

import dev.drydock.image.ImageException;
import dev.drydock.image.ImageException.Kind;
import dev.drydock.image.chunk.BulkInput;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.SocketTimeoutException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The bytes of a blob as they arrive. Where a connection breaks, or all but stands still, it asks
/// for the rest (`Range`, RFC 9110, section 14.2), a bounded number of times.
final class BlobDownload extends BulkInput {
  /// Resumptions in all, for each attempt that the settings allow without progress.
  private static final int RESUMPTIONS_PER_ATTEMPT = 4;

  /// Times that nothing, or next to nothing, arrived and another connection was tried.
  private static final int MOST_STALLS = 2;

  private final Opener opener;
  private final long size;
  private final RegistrySettings settings;
  private final RetryingTransport transport;
  private final String source;
  private final String what;

  private volatile Transport.@Nullable Response response;
  private volatile boolean closed;
  private @Nullable String etag;
  private long position;
  private int failures;
  private int resumptions;
  private int stalls;

  /// Starts a request with the headers given; answers 200 or 206.
  @FunctionalInterface
  interface Opener {
    Transport.Response get(Map<String, String> headers) throws IOException, InterruptedException;
  }

  private BlobDownload(
      Opener opener,
      long size,
      RegistrySettings settings,
      RetryingTransport transport,
      String source,
      String what) {
    this.opener = opener;
    this.size = size;
    this.settings = settings;
    this.transport = transport;
    this.source = source;
    this.what = what;
  }

  static InputStream open(
      Opener opener,
      long size,
      RegistrySettings settings,
      RetryingTransport transport,
      String source,
      String what)
      throws IOException, InterruptedException {
    BlobDownload download = new BlobDownload(opener, size, settings, transport, source, what);
    Transport.Response first = opener.get(Map.of());
    String tag = first.header("ETag");
    download.etag = tag == null || tag.startsWith("W/") ? null : tag;
    download.response = first;
    return download;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    while (true) {
      try {
        Transport.Response current = response;
        if (current == null) {
          current = resume();
        }
        int n = current.body().read(target, offset, length);
        if (n < 0) {
          if (position < size) {
            throw new EOFException("ended after " + position + " of " + size + " bytes");
          }
          return -1;
        }
        position += n;
        failures = 0;
        return n;
      } catch (ImageException e) {
        throw e;
      } catch (IOException e) {
        recover(e);
      } catch (InterruptedException e) {
        throw interrupted(e);
      }
    }
  }

  private void recover(IOException e) throws IOException {
    drop();
    if (closed) {
      throw new IOException("closed while it was read", e);
    }
    failures++;
    resumptions++;
    stalls += e instanceof SocketTimeoutException ? 1 : 0;
    if (stalls > MOST_STALLS
        || failures > settings.attempts()
        || resumptions > settings.attempts() * RESUMPTIONS_PER_ATTEMPT) {
      throw RegistryErrors.unreachable(source, what, e);
    }
    try {
      settings.sleeper().sleep(transport.backOff(failures));
    } catch (InterruptedException interrupt) {
      throw interrupted(interrupt);
    }
  }

  private Transport.Response resume() throws IOException, InterruptedException {
    if (closed) {
      throw new IOException("closed");
    }
    Map<String, String> headers =
        position == 0
            ? Map.of()
            : etag == null
                ? Map.of("Range", "bytes=" + position + "-")
                : Map.of("Range", "bytes=" + position + "-", "If-Range", etag);
    Transport.Response resumed = opener.get(headers);
    response = resumed;
    if (resumed.status() == 206) {
      String range = resumed.header("Content-Range");
      if (range == null || !range.startsWith("bytes " + position + "-")) {
        drop();
        throw new ImageException(
            Kind.UNAVAILABLE,
            source + " does not go on with " + what + " where it was asked to; try again");
      }
    } else {
      skip(resumed.body());
    }
    return resumed;
  }

  /// The server began anew: passes over what we have.
  private void skip(InputStream in) throws IOException {
    byte[] scratch = new byte[64 << 10];
    long left = position;
    while (left > 0) {
      int n = in.read(scratch, 0, (int) Math.min(left, scratch.length));
      if (n < 0) {
        throw new EOFException("ended before the place that it was to go on from");
      }
      left -= n;
    }
  }

  private void drop() {
    Transport.Response current = response;
    response = null;
    if (current != null) {
      current.close();
    }
  }

  private static InterruptedIOException interrupted(InterruptedException e) {
    Thread.currentThread().interrupt();
    InterruptedIOException io = new InterruptedIOException("interrupted");
    io.initCause(e);
    return io;
  }

  @Override
  public void close() {
    closed = true;
    drop();
  }
}
