package dev.drydock.keyless;

import dev.sigstore.tuf.Fetcher;
import dev.sigstore.tuf.FileExceedsMaxLengthException;
import java.io.IOException;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/// Files of a TUF repository.
final class TufDownload implements Fetcher {
  private final URI base;
  private final Requests requests;

  TufDownload(URI base, Requests requests) {
    this.base = base;
    this.requests = requests;
  }

  @Override
  public String getSource() {
    return base.toString();
  }

  @Override
  public byte @Nullable [] fetchResource(String filename, int maxLength)
      throws IOException, FileExceedsMaxLengthException {
    try {
      return requests.get(Requests.below(base, filename), maxLength, "the TUF repository");
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted");
    }
  }
}
