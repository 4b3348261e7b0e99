package dev.drydock.keyless;

import dev.drydock.attest.identity.IdentityException;
import dev.drydock.attest.identity.SigningServices;
import dev.sigstore.trustroot.Service;
import dev.sigstore.trustroot.SigstoreConfigurationException;
import dev.sigstore.trustroot.SigstoreSigningConfig;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Where to sign.
///
/// @param authority a Fulcio
/// @param log a Rekor
/// @param logVersion of its interface: 1, or 2 which tells no time
/// @param timestamps `null` where nobody else tells the time
record ChosenServices(URI authority, URI log, int logVersion, @Nullable URI timestamps) {

  static ChosenServices of(SigningServices given, TrustSource source, Instant now)
      throws IOException, InterruptedException {
    URI authority = given.authority();
    URI log = given.log();
    if (given.document() == null && authority != null && log != null) {
      return new ChosenServices(authority, log, 1, given.timestamps());
    }
    byte[] document = given.document() == null ? source.signingConfig() : given.document();
    if (document == null) {
      throw new IdentityException(
          "nobody says where to sign: name --signing-config FILE, or both --fulcio-url and"
              + " --rekor-url");
    }
    SigstoreSigningConfig config = read(document);
    Service certifier = newest(config.getCas(), List.of(1), now);
    Service logger = newest(config.getTLogs(), List.of(1, 2), now);
    Service timer = newest(config.getTsas(), List.of(1), now);
    URI timestamps = given.timestamps();
    if (timestamps == null && timer != null) {
      timestamps = timer.getUrl();
    }
    if (authority == null && certifier != null) {
      authority = certifier.getUrl();
    }
    int version = log == null && logger != null ? logger.getApiVersion() : 1;
    if (log == null && logger != null) {
      log = logger.getUrl();
    }
    if (authority == null || log == null || version > 1 && timestamps == null) {
      throw new IdentityException(
          "the signing configuration names no service of today for certificates, entries or"
              + " timestamps; get a newer one, or name them with --fulcio-url, --rekor-url and"
              + " --timestamp-server-url");
    }
    return new ChosenServices(authority, log, version, timestamps);
  }

  private static SigstoreSigningConfig read(byte[] document) throws IdentityException {
    try {
      return SigstoreSigningConfig.from(new ByteArrayInputStream(document));
    } catch (SigstoreConfigurationException | RuntimeException e) {
      throw new IdentityException(
          "the signing configuration cannot be read; it has to be Sigstore's"
              + " signing_config.v0.2.json",
          e);
    }
  }

  /// Of the highest version, that which began last (`SigningConfig`, "service selection").
  private static @Nullable Service newest(
      List<Service> services, List<Integer> versions, Instant now) {
    return services.stream()
        .filter(one -> versions.contains(one.getApiVersion()) && one.getValidFor().contains(now))
        .max(
            Comparator.comparingInt(Service::getApiVersion)
                .thenComparing(one -> one.getValidFor().getStart()))
        .orElse(null);
  }
}
