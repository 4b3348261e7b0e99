package dev.drydock.cli.policy;

import dev.drydock.image.Digest;
import dev.drydock.limits.Bounded;
import dev.drydock.policy.bundle.PolicyReference;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.jspecify.annotations.Nullable;

/// Policies that were fetched before, as files. Nothing in it is believed: what is read is held to
/// its digest here, or to its commit by who asked.
final class PolicyCache {
  static final int MOST_BYTES = 64 << 20;

  private final Path directory;

  PolicyCache(Path directory) {
    this.directory = directory;
  }

  /// What has that digest; `null` where it is not there, or no longer has it.
  byte @Nullable [] get(Digest digest) {
    byte[] content = read(digest.hex());
    return content == null || !Digest.of(digest.algorithm(), content).equals(digest)
        ? null
        : content;
  }

  void put(Digest digest, byte[] content) {
    write(digest.hex(), content);
  }

  /// What was kept of a commit, whatever it may be by now; `null` where nothing was.
  byte @Nullable [] get(PolicyReference.Git reference) {
    return read(name(reference));
  }

  void put(PolicyReference.Git reference, byte[] content) {
    write(name(reference), content);
  }

  private static String name(PolicyReference.Git reference) {
    byte[] text = reference.toString().getBytes(StandardCharsets.UTF_8);
    return Digest.of("sha256", text).hex() + ".git";
  }

  private byte @Nullable [] read(String name) {
    try {
      return Bounded.readFile(directory.resolve(name), MOST_BYTES);
    } catch (IOException _) {
      return null;
    }
  }

  /// Where that cannot be done, it is fetched every time.
  private void write(String name, byte[] content) {
    try {
      Files.createDirectories(directory);
      Path part = Files.createTempFile(directory, "policy", ".part");
      try {
        Files.write(part, content);
        Files.move(part, directory.resolve(name), StandardCopyOption.ATOMIC_MOVE);
      } finally {
        Files.deleteIfExists(part);
      }
    } catch (IOException _) {
      // the next run asks again
    }
  }
}
