package dev.drydock.keyless;

import dev.drydock.attest.identity.IdentityException;
import dev.drydock.attest.identity.Outside;
import dev.drydock.image.Digest;
import dev.drydock.limits.Bounded;
import dev.sigstore.json.JsonParseException;
import dev.sigstore.tuf.FileSystemTufStore;
import dev.sigstore.tuf.MetaFetcher;
import dev.sigstore.tuf.PassthroughCacheMetaStore;
import dev.sigstore.tuf.TargetMetadataMissingException;
import dev.sigstore.tuf.TrustedMetaStore;
import dev.sigstore.tuf.Updater;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/// A repository of The Update Framework (TUF, version 1.0) that keeps a trusted root current: who
/// has its first root need not trust whoever serves it. What was fetched is kept, and serves until
/// its own end where the repository cannot be reached.
final class TufRepository {
  static final String TRUSTED_ROOT = "trusted_root.json";
  static final String SIGNING_CONFIG = "signing_config.v0.2.json";

  private static final int MOST = 4 << 20;

  private final URI mirror;
  private final Path directory;
  private final Updater updater;
  private final TrustedMetaStore metadata;
  private final FileSystemTufStore store;
  private final Outside outside;
  private boolean current;

  private TufRepository(
      URI mirror,
      Path directory,
      Updater updater,
      TrustedMetaStore metadata,
      FileSystemTufStore store,
      Outside outside) {
    this.mirror = mirror;
    this.directory = directory;
    this.updater = updater;
    this.metadata = metadata;
    this.store = store;
    this.outside = outside;
  }

  /// @param first the root that the first look trusts
  static TufRepository open(URI mirror, byte[] first, Requests requests, Outside outside)
      throws IOException, InterruptedException {
    // another first root is another trust, whoever serves it
    ByteArrayOutputStream both = new ByteArrayOutputStream();
    both.writeBytes(mirror.toString().getBytes(StandardCharsets.UTF_8));
    both.write(0);
    both.writeBytes(first);
    String name = Digest.of("sha256", both.toByteArray()).hex().substring(0, 32);
    Path directory = outside.cacheDirectory().resolve("sigstore").resolve(name);
    Files.createDirectories(directory.resolve("targets"));
    FileSystemTufStore store = FileSystemTufStore.newFileSystemStore(directory);
    TrustedMetaStore metadata =
        TrustedMetaStore.newTrustedMetaStore(
            PassthroughCacheMetaStore.newPassthroughMetaCache(store));
    Updater updater =
        Updater.builder()
            .setClock(outside.clock().withZone(ZoneOffset.UTC))
            .setTrustedRootPath(() -> new String(first, StandardCharsets.UTF_8))
            .setTrustedMetaStore(metadata)
            .setTargetStore(store)
            .setMetaFetcher(MetaFetcher.newFetcher(new TufDownload(mirror, requests)))
            .setTargetFetcher(new TufDownload(Requests.below(mirror, "targets"), requests))
            .build();
    return new TufRepository(mirror, directory, updater, metadata, store, outside);
  }

  URI mirror() {
    return mirror;
  }

  /// A document that the repository vouches for, as it is now; `null` where it has none of that
  /// name.
  byte @Nullable [] target(String name) throws IOException, InterruptedException {
    // whoever writes there writes alone, in this process and among all
    synchronized (TufRepository.class) {
      return alone(name);
    }
  }

  private byte @Nullable [] alone(String name) throws IOException, InterruptedException {
    try (FileChannel lock =
            FileChannel.open(
                directory.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        var _ = lock.lock()) {
      update();
      updater.downloadTarget(name);
      return Bounded.readAll(new ByteArrayInputStream(store.readTarget(name)), MOST, name);
    } catch (TargetMetadataMissingException _) {
      return null;
    } catch (IOException | JsonParseException | RuntimeException e) {
      if (Thread.interrupted()) {
        throw new InterruptedException();
      }
      throw new IdentityException(
          "the TUF repository at "
              + mirror.getHost()
              + " cannot be trusted or used: "
              + told(e)
              + "; a trusted root of your own can be named with --trusted-root FILE",
          e);
    }
  }

  private void update() throws IOException, JsonParseException {
    if (current) {
      return;
    }
    IdentityException failure = null;
    try {
      updater.updateMeta();
    } catch (IdentityException e) {
      failure = e;
    }
    // also of what was just fetched: a repository that stands still is noticed by that only
    if (!stillGood()) {
      throw failure != null
          ? failure
          : new IdentityException("what it says of itself is over, and it has nothing newer");
    }
    current = true;
  }

  /// Whether all that is kept says of itself that it is not over yet.
  private boolean stillGood() throws IOException, JsonParseException {
    if (metadata.findRoot().isEmpty()
        || metadata.findTimestamp().isEmpty()
        || metadata.findSnapshot().isEmpty()
        || metadata.findTargets().isEmpty()) {
      return false;
    }
    Instant now = outside.clock().instant();
    return metadata.getRoot().getSignedMeta().getExpiresAsDate().toInstant().isAfter(now)
        && metadata.getTimestamp().getSignedMeta().getExpiresAsDate().toInstant().isAfter(now)
        && metadata.getSnapshot().getSignedMeta().getExpiresAsDate().toInstant().isAfter(now)
        && metadata.getTargets().getSignedMeta().getExpiresAsDate().toInstant().isAfter(now);
  }

  private static String told(Exception e) {
    String message = e.getMessage();
    return message == null ? e.getClass().getSimpleName() : message.replace('\n', ' ');
  }
}
