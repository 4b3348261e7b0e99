package dev.drydock.server.outgoing;

import dev.drydock.image.ImageException;
import dev.drydock.image.registry.ClientAuthorities;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/// Certificate authorities of the operator's own, which the server trusts beside those of the JDK
/// wherever it calls somebody.
public final class TrustedCertificates {
  private final @Nullable Path file;
  private final @Nullable SSLContext context;

  private TrustedCertificates(@Nullable Path file, @Nullable SSLContext context) {
    this.file = file;
    this.context = context;
  }

  /// Only those of the JDK.
  public static TrustedCertificates ofJdk() {
    return new TrustedCertificates(null, null);
  }

  /// @param file in PEM form
  /// @throws IllegalArgumentException where it holds no certificate, so that nobody believes that
  ///   it does
  static TrustedCertificates in(Path file) {
    try {
      if (!Files.readString(file, StandardCharsets.ISO_8859_1)
          .contains("-----BEGIN CERTIFICATE-----")) {
        throw new IllegalArgumentException(
            "drydock.outgoing.certificates: " + file + " holds no certificate in PEM form");
      }
      return new TrustedCertificates(
          file.toAbsolutePath(), ClientAuthorities.context(List.of(file)));
    } catch (ImageException e) {
      throw new IllegalArgumentException("drydock.outgoing.certificates: " + e.getMessage(), e);
    } catch (IOException e) {
      throw new IllegalArgumentException(
          "drydock.outgoing.certificates: " + file + " cannot be read", e);
    }
  }

  /// The operator's own alone, for a process that trusts the JDK's anyway.
  public Optional<Path> file() {
    return Optional.ofNullable(file);
  }

  /// TLS that trusts the JDK's and the operator's; empty where there are none of these, and the
  /// JDK's own will do.
  public Optional<SSLContext> context() {
    return Optional.ofNullable(context);
  }
}
