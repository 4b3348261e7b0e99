package dev.drydock.image.registry;

import dev.drydock.image.ImageException;
import java.nio.file.Path;
import java.util.List;
import javax.net.ssl.SSLContext;

/// Certificate authorities of the user's own as [java.net.http.HttpClient] takes them.
public final class ClientAuthorities {
  private ClientAuthorities() {}

  /// @param files in PEM form, whose certificates are trusted beside those of the JDK
  public static SSLContext context(List<Path> files) throws ImageException {
    return new TrustedAuthorities(files).context();
  }
}
