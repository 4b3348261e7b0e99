package dev.drydock.image.registry;

import dev.drydock.image.ImageException;
import dev.drydock.image.layer.BlobSource;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One blob on its way into a registry, chunk by chunk (OCI distribution specification, "Pushing a
/// blob in chunks"). After a break the registry is asked how much has arrived.
final class ChunkedUpload {
  private final RegistryClient client;
  private final RegistrySettings settings;
  private final RetryingTransport waits;
  private final int chunk;
  private final String what;

  ChunkedUpload(
      RegistryClient client,
      RegistrySettings settings,
      RetryingTransport waits,
      int chunk,
      String what) {
    this.client = client;
    this.settings = settings;
    this.waits = waits;
    this.chunk = chunk;
    this.what = what;
  }

  /// How far a chunk has come.
  ///
  /// @param at where the upload goes on
  /// @param arrived bytes of the whole blob
  private record Progress(URI at, long arrived) {}

  /// Sends everything.
  ///
  /// @return where the upload is to be completed; `null` where the registry takes no chunks
  @Nullable URI send(URI location, long size, BlobSource source)
      throws IOException, InterruptedException {
    return send(new Progress(location, 0), size, source);
  }

  /// Sends what is still missing of an upload that broke off.
  ///
  /// @return where the upload is to be completed; `null` where it has to begin again
  @Nullable URI resume(URI location, long size, BlobSource source)
      throws IOException, InterruptedException {
    Progress progress;
    try {
      progress = ask(new Progress(location, 0), 1, size);
    } catch (IOException _) {
      return null;
    }
    return send(progress, size, source);
  }

  private @Nullable URI send(Progress from, long size, BlobSource source)
      throws IOException, InterruptedException {
    Progress progress = from;
    try (InputStream content = source.open()) {
      content.skipNBytes(progress.arrived);
      while (progress.arrived < size) {
        byte[] part = content.readNBytes((int) Math.min(chunk, size - progress.arrived));
        if (part.length == 0) {
          throw new EOFException(what + " is shorter than it was said to be");
        }
        Progress next = chunk(progress, part);
        if (next == null) {
          return null;
        }
        progress = next;
      }
    }
    return progress.at;
  }

  /// @return `null` where the registry takes no chunks
  private @Nullable Progress chunk(Progress before, byte[] part)
      throws IOException, InterruptedException {
    long end = before.arrived + part.length;
    Progress now = before;
    for (int attempt = 1; now.arrived < end; attempt++) {
      int done = (int) (now.arrived - before.arrived);
      try (Transport.Response response = client.send(patch(now, part, done))) {
        int status = response.status();
        if (status >= 200 && status < 300) {
          String location = response.header("Location");
          return new Progress(location == null ? now.at : client.next(now.at, location), end);
        }
        if (before.arrived == 0 && takesNone(status)) {
          return null;
        }
        // a token that ran out meanwhile has been renewed by now
        boolean renewed = status == 401 && attempt == 1;
        boolean passing = status == 416 || status == 408 || status == 429 || status >= 500;
        if (!renewed && !passing || attempt >= settings.attempts()) {
          throw client.refusal(what, response);
        }
      } catch (ImageException e) {
        throw e;
      } catch (IOException e) {
        if (attempt >= settings.attempts()) {
          throw e;
        }
      }
      settings.sleeper().sleep(waits.backOff(attempt));
      now = ask(now, before.arrived, end);
    }
    return now;
  }

  private static Transport.Request patch(Progress now, byte[] part, int done) {
    int length = part.length - done;
    return new Transport.Request(
        Transport.Method.PATCH,
        now.at,
        Map.of("Content-Range", now.arrived + "-" + (now.arrived + length - 1)),
        new Transport.Body(
            "application/octet-stream",
            length,
            () -> new ByteArrayInputStream(part, done, length),
            false));
  }

  private static boolean takesNone(int status) {
    return switch (status) {
      case 400, 404, 405, 411, 415, 501 -> true;
      default -> false;
    };
  }

  /// What the registry has of the blob.
  ///
  /// @throws IOException where the upload cannot go on, and has to begin again
  private Progress ask(Progress now, long from, long end) throws IOException, InterruptedException {
    try (Transport.Response response = client.send(Transport.Request.get(now.at, Map.of()))) {
      long arrived =
          response.status() == 204 || response.status() == 200
              ? arrived(response.header("Range"))
              : -1;
      if (arrived < from || arrived > end) {
        throw new EOFException("the registry has lost the upload");
      }
      String location = response.header("Location");
      return new Progress(location == null ? now.at : client.next(now.at, location), arrived);
    }
  }

  /// `0-1023` to 1024; -1 for what is no range. `0-0` is what registries say of an upload in which
  /// nothing has arrived.
  private static long arrived(@Nullable String range) {
    String text = range == null ? "" : range.strip();
    int digits = text.startsWith("bytes=") ? 6 : 0;
    if (!text.startsWith("0-", digits) || text.length() > 30) {
      return -1;
    }
    try {
      long last = Long.parseLong(text, digits + 2, text.length(), 10);
      return last <= 0 ? last : last + 1;
    } catch (NumberFormatException _) {
      return -1;
    }
  }
}
