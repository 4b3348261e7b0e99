package dev.drydock.cli.policy;

import dev.drydock.attest.Expectations;
import dev.drydock.attest.Verifier;
import dev.drydock.attest.key.KeyException;
import dev.drydock.attest.key.KeyFiles;
import dev.drydock.attest.key.VerificationKey;
import dev.drydock.change.ChangeException;
import dev.drydock.change.git.CommittedFile;
import dev.drydock.cli.command.Invocation;
import dev.drydock.cli.console.ErrorLine;
import dev.drydock.cli.console.Failure;
import dev.drydock.cli.console.PathArgument;
import dev.drydock.cli.surroundings.GitProcess;
import dev.drydock.cli.surroundings.Surroundings;
import dev.drydock.image.Digest;
import dev.drydock.image.ImageException;
import dev.drydock.image.manifest.Descriptor;
import dev.drydock.image.manifest.ImageManifest;
import dev.drydock.image.manifest.ManifestReader;
import dev.drydock.image.manifest.MediaTypes;
import dev.drydock.image.registry.RegistryRepository;
import dev.drydock.image.registry.StoredManifest;
import dev.drydock.limits.Bounded;
import dev.drydock.limits.LimitExceededException;
import dev.drydock.policy.bundle.PolicyReference;
import dev.drydock.policy.bundle.PolicySource;
import dev.drydock.policy.bundle.RefusedBundleException;
import dev.drydock.policy.bundle.UnreachableBundleException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/// Gets policies from registries and Git repositories, and keeps what a digest or commit names, so
/// that it is fetched once and is there without a network.
public final class PolicyBundles implements PolicySource {
  private static final Duration LONGEST = Duration.ofMinutes(1);

  private final Surroundings surroundings;
  private final Invocation invocation;
  private final PolicyCache cache;

  public PolicyBundles(Surroundings surroundings, Invocation invocation) throws Failure {
    this.surroundings = surroundings;
    this.invocation = invocation;
    this.cache =
        new PolicyCache(
            surroundings.cacheDirectory(invocation.value("--cache-dir")).resolve("policies"));
  }

  @Override
  public byte[] fetch(PolicyReference reference, List<TrustedKey> keys)
      throws RefusedBundleException, UnreachableBundleException {
    try {
      return switch (reference) {
        case PolicyReference.Oci oci -> fromRegistry(oci, keys);
        case PolicyReference.Git git -> fromGit(git);
      };
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new UnreachableBundleException("interrupted", e);
    } catch (UnreachableBundleException e) {
      throw e;
    } catch (KeyException e) {
      throw refused(e);
    } catch (LimitExceededException _) {
      throw new RefusedBundleException("is too large for a policy");
    } catch (ImageException e) {
      switch (e.kind()) {
        case UNAVAILABLE, REFUSED -> throw unreachable(reference, e);
        default -> throw refused(e);
      }
    } catch (IOException e) {
      throw unreachable(reference, e);
    } catch (Failure e) {
      throw new RefusedBundleException("cannot be fetched: " + e.getMessage());
    }
  }

  private static UnreachableBundleException unreachable(PolicyReference reference, IOException e) {
    return new UnreachableBundleException(
        "the policy " + reference + " cannot be got: " + ErrorLine.of(e), e);
  }

  private static RefusedBundleException refused(IOException e) {
    return new RefusedBundleException("cannot be taken: " + ErrorLine.of(e));
  }

  private void requireNetwork(PolicyReference reference, String mend)
      throws UnreachableBundleException {
    if (invocation.has("--offline")) {
      throw new UnreachableBundleException(
          "the policy " + reference + " " + mend + ", and --offline forbids to fetch it", null);
    }
  }

  private byte[] fromRegistry(PolicyReference.Oci reference, List<TrustedKey> given)
      throws IOException, InterruptedException, Failure, RefusedBundleException {
    String wanted = reference.digest();
    byte[] manifest;
    if (wanted == null) {
      manifest = signed(reference, given).body();
    } else {
      Digest digest = Digest.parse(wanted);
      byte[] kept = cache.get(digest);
      if (kept == null) {
        requireNetwork(reference, "is not on this machine yet");
        kept = repository(reference).manifest(digest).body();
        cache.put(digest, kept);
      }
      manifest = kept;
    }
    Descriptor blob = blob(manifest, reference);
    byte[] text = cache.get(blob.digest());
    if (text == null) {
      requireNetwork(reference, "is not on this machine yet");
      text = repository(reference).blob(blob, reference.toString());
      cache.put(blob.digest(), text);
    }
    return text;
  }

  /// What a tag points to, where one of the keys has signed that.
  private StoredManifest signed(PolicyReference.Oci reference, List<TrustedKey> given)
      throws IOException, InterruptedException, Failure, RefusedBundleException {
    List<VerificationKey> keys = new ArrayList<>();
    for (TrustedKey key : given) {
      keys.add(KeyFiles.verificationKey(key.content(), ErrorLine.oneLine(key.name())));
    }
    for (String file : invocation.values("--policy-key")) {
      byte[] content = Bounded.readFile(PathArgument.of(file), 64 << 10);
      keys.add(KeyFiles.verificationKey(content, ErrorLine.oneLine(file)));
    }
    if (keys.isEmpty()) {
      throw new RefusedBundleException(
          "is a tag, which may point elsewhere tomorrow; name its digest (@sha256:…), or a public"
              + " key that it is signed with (policy-keys, --policy-key)");
    }
    requireNetwork(reference, "is a tag, whose signature has to be looked at");
    RegistryRepository repository = repository(reference);
    StoredManifest subject = repository.resolve();
    boolean signed =
        new Verifier(repository, keys, surroundings.limits(), surroundings.clock())
            .verify(subject, Expectations.none())
            .signed();
    if (!signed) {
      throw new RefusedBundleException(
          "is signed by none of the trusted keys; sign it (`drydock sign --key KEY "
              + reference.repository()
              + "@"
              + subject.digest()
              + "`), or check the keys");
    }
    return subject;
  }

  private Descriptor blob(byte[] body, PolicyReference reference)
      throws ImageException, RefusedBundleException {
    ManifestReader reader = new ManifestReader(surroundings.limits());
    if (reader.read(body, MediaTypes.OCI_MANIFEST, reference.toString())
            instanceof ImageManifest manifest
        && manifest.layers().size() == 1
        && manifest.layers().getFirst().mediaType().equals(MEDIA_TYPE)) {
      Descriptor blob = manifest.layers().getFirst();
      if (blob.size() > MOST_BYTES) {
        throw new RefusedBundleException("is too large for a policy");
      }
      return blob;
    }
    throw new RefusedBundleException(
        "is no policy; `drydock policy push` writes one into a registry");
  }

  private RegistryRepository repository(PolicyReference.Oci reference)
      throws ImageException, Failure {
    return surroundings
        .network()
        .repository(
            reference.reference(),
            surroundings.limits(),
            surroundings.userHome(),
            surroundings.clock(),
            invocation.values("--insecure-registry"));
  }

  private byte[] fromGit(PolicyReference.Git reference)
      throws IOException, InterruptedException, RefusedBundleException {
    byte[] kept = cache.get(reference);
    if (kept != null) {
      try {
        return bounded(CommittedFile.of(kept).verified(reference.commit(), reference.path()));
      } catch (ChangeException _) {
        // damaged, or written by somebody else: it is fetched again
      }
    }
    requireNetwork(reference, "is not on this machine yet");
    Path scratch = Files.createTempDirectory("drydock-policy");
    try {
      GitProcess git =
          new GitProcess(surroundings.environment(), LONGEST, PolicyCache.MOST_BYTES / 2);
      CommittedFile file =
          CommittedFile.fetch(
              git, scratch, reference.repository(), reference.commit(), reference.path());
      byte[] text = bounded(file.verified(reference.commit(), reference.path()));
      cache.put(reference, file.toBytes());
      return text;
    } catch (ChangeException e) {
      if (e.kind() == ChangeException.Kind.NOT_FOUND) {
        throw refused(e);
      }
      throw e;
    } finally {
      delete(scratch);
    }
  }

  private static byte[] bounded(byte[] text) throws RefusedBundleException {
    if (text.length > MOST_BYTES) {
      throw new RefusedBundleException("is too large for a policy");
    }
    return text;
  }

  private static void delete(Path directory) throws IOException {
    try (Stream<Path> all = Files.walk(directory)) {
      for (Path file : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }
}
