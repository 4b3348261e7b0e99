package dev.drydock.base.pipeline;

import dev.drydock.base.declaration.Hardening;
import dev.drydock.base.declaration.Variant;
import dev.drydock.base.declaration.VariantSource;
import dev.drydock.base.declaration.VariantSource.Recipe;
import dev.drydock.base.declaration.VariantSource.Upstream;
import dev.drydock.image.Digest;
import dev.drydock.image.Platform;
import dev.drydock.limits.LimitExceededException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// All that a candidate is made of and held against, as one digest: the same input is the same
/// candidate, wherever its files lie.
final class VariantInputs {
  /// Counted up where the pipeline does something else with the same input.
  private static final String PIPELINE = "drydock base pipeline 2";

  private static final int MOST_FILES = 100_000;
  private static final long MOST_BYTES = 8L << 30;

  private final MessageDigest digest = Digest.messageDigest("sha256");
  private final byte[] buffer = new byte[64 << 10];
  private int files;
  private long bytes;

  private VariantInputs() {}

  /// @param images what the names of a recipe stand for on this day
  /// @param policy all texts that the policy is made of
  static Digest of(
      Variant variant, Map<String, Digest> images, List<Digest> policy, Platform platform)
      throws IOException {
    VariantInputs inputs = new VariantInputs();
    inputs.add(PIPELINE, variant.title(), platform.toString());
    inputs.source(variant.source());
    new TreeMap<>(images).forEach((name, image) -> inputs.add("image", name, image.toString()));
    inputs.hardening(variant.hardening());
    for (Path test : variant.tests()) {
      inputs.add("test");
      inputs.file(test);
    }
    inputs.add("policy");
    policy.forEach(text -> inputs.add(text.toString()));
    return Digest.parse("sha256:" + HexFormat.of().formatHex(inputs.digest.digest()));
  }

  /// Each with its length, so that no two lists of words are the same bytes.
  private void add(String... words) {
    for (String word : words) {
      byte[] encoded = word.getBytes(StandardCharsets.UTF_8);
      digest.update((encoded.length + ":").getBytes(StandardCharsets.UTF_8));
      digest.update(encoded);
    }
  }

  private void source(VariantSource source) throws IOException {
    switch (source) {
      case Upstream upstream -> add("upstream", upstream.reference().toString());
      case Recipe recipe -> {
        add("recipe");
        file(recipe.dockerfile());
        new TreeMap<>(recipe.arguments()).forEach((name, value) -> add("argument", name, value));
        context(recipe.context());
      }
    }
  }

  private void hardening(Hardening hardening) {
    add("hardening", hardening.profile().word(), String.valueOf(hardening.size()));
    for (Hardening.Allowance one : hardening.allow()) {
      add(one.check().word(), one.paths().toString(), one.packages().toString(), one.reason());
    }
  }

  /// In the order of the paths; what Git keeps for itself is no input.
  private void context(Path directory) throws IOException {
    TreeMap<String, Path> found = new TreeMap<>();
    Files.walkFileTree(
        directory,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path path, BasicFileAttributes attributes) {
            return isOfGit(path) ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path path, BasicFileAttributes attributes)
              throws IOException {
            found.put(directory.relativize(path).toString(), path);
            if (++files > MOST_FILES) {
              throw new LimitExceededException("files", "the context " + directory, MOST_FILES);
            }
            return FileVisitResult.CONTINUE;
          }
        });
    for (Map.Entry<String, Path> one : found.entrySet()) {
      add("file", one.getKey());
      if (Files.isSymbolicLink(one.getValue())) {
        add("link", Files.readSymbolicLink(one.getValue()).toString());
      } else if (Files.isRegularFile(one.getValue(), LinkOption.NOFOLLOW_LINKS)) {
        add(Files.isExecutable(one.getValue()) ? "program" : "plain");
        file(one.getValue());
      }
    }
  }

  static boolean isOfGit(Path path) {
    @Nullable Path name = path.getFileName();
    return name != null && name.toString().equals(".git");
  }

  private void file(Path path) throws IOException {
    MessageDigest own = Digest.messageDigest("sha256");
    try (InputStream in = Files.newInputStream(path)) {
      for (int n = in.read(buffer); n > 0; n = in.read(buffer)) {
        own.update(buffer, 0, n);
        bytes += n;
        if (bytes > MOST_BYTES) {
          throw new LimitExceededException("bytes", "the context", MOST_BYTES);
        }
      }
    }
    digest.update(own.digest());
  }
}
