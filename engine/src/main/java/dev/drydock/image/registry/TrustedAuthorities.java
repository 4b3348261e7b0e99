package dev.drydock.image.registry;

import dev.drydock.image.ImageException;
import dev.drydock.image.ImageException.Kind;
import dev.drydock.limits.Bounded;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/// Certificate authorities of the user's own, trusted beside those of the JDK. Read when the first
/// TLS connection needs them.
public final class TrustedAuthorities {
  private static final int MAX_FILE = 4 << 20;

  private final List<Path> files;
  private @Nullable SSLContext context;

  public TrustedAuthorities(List<Path> files) {
    this.files = files;
  }

  boolean none() {
    return files.isEmpty();
  }

  SSLSocketFactory sockets() throws ImageException {
    return context().getSocketFactory();
  }

  /// For TLS with these and those of the JDK.
  public synchronized SSLContext context() throws ImageException {
    SSLContext made = context;
    if (made == null) {
      made = make();
      context = made;
    }
    return made;
  }

  private SSLContext make() throws ImageException {
    try {
      KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
      store.load(null, null);
      int count = 0;
      for (TrustManager manager : managers(null)) {
        if (manager instanceof X509TrustManager x509) {
          for (X509Certificate certificate : x509.getAcceptedIssuers()) {
            store.setCertificateEntry("jdk-" + count++, certificate);
          }
        }
      }
      CertificateFactory certificates = CertificateFactory.getInstance("X.509");
      for (Path file : files) {
        for (Certificate certificate : read(certificates, file)) {
          store.setCertificateEntry("own-" + count++, certificate);
        }
      }
      SSLContext made = SSLContext.getInstance("TLS");
      made.init(null, managers(store), null);
      return made;
    } catch (ImageException e) {
      throw e;
    } catch (GeneralSecurityException | IOException e) {
      throw new ImageException(Kind.UNAVAILABLE, "TLS cannot be set up: " + e.getMessage(), e);
    }
  }

  private static TrustManager[] managers(@Nullable KeyStore store) throws GeneralSecurityException {
    TrustManagerFactory factory =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(store);
    return factory.getTrustManagers();
  }

  private static Iterable<? extends Certificate> read(CertificateFactory certificates, Path file)
      throws ImageException {
    try {
      return certificates.generateCertificates(
          new ByteArrayInputStream(Bounded.readFile(file, MAX_FILE)));
    } catch (GeneralSecurityException | IOException e) {
      throw new ImageException(
          Kind.UNAVAILABLE,
          "the file of trusted certificates "
              + file
              + " cannot be read; it has to hold certificates in PEM form",
          e);
    }
  }
}
