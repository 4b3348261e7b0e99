package dev.drydock.cli.base.workshop;

import dev.drydock.base.declaration.VariantSource.Recipe;
import dev.drydock.base.pipeline.Workshop.BuildFailedException;
import dev.drydock.base.pipeline.Workshop.BuildOrder;
import dev.drydock.cli.console.ErrorLine;
import dev.drydock.image.Digest;
import dev.drydock.image.registry.ImageReference;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/// Builds with the `buildah` that is installed.
final class BuildahBuilds {
  private static final Duration LONGEST = Duration.ofHours(1);
  private static final int MOST_OUTPUT = 64 << 20;

  /// What a builder needs to know of its surroundings; no key, password or token is among it.
  private static final Set<String> PASSED =
      Set.of(
          "HOME",
          "LANG",
          "LC_ALL",
          "PATH",
          "REGISTRY_AUTH_FILE",
          "SSL_CERT_DIR",
          "SSL_CERT_FILE",
          "TMPDIR",
          "USER",
          "XDG_CONFIG_HOME",
          "XDG_DATA_HOME",
          "XDG_RUNTIME_DIR");

  private static final List<String> PASSED_BEGINNINGS =
      List.of("BUILDAH_", "CONTAINERS_", "STORAGE_");
  private static final Set<String> PROXIES =
      Set.of("http_proxy", "https_proxy", "no_proxy", "HTTP_PROXY", "HTTPS_PROXY", "NO_PROXY");

  private final Map<String, String> environment;
  private final List<String> plain;

  /// @param environment of this process
  /// @param plain registries that may be spoken to without TLS
  BuildahBuilds(Map<String, String> environment, List<String> plain) {
    this.environment = environment;
    this.plain = List.copyOf(plain);
  }

  void build(BuildOrder order) throws IOException, BuildFailedException, InterruptedException {
    String buildah =
        Programs.find(environment, "buildah")
            .orElseThrow(
                () ->
                    new IOException(
                        "recipes are built by buildah, which is not installed, or not on PATH;"
                            + " install it"))
            .toString();
    BoundedProcess process = new BoundedProcess(passed(), LONGEST, MOST_OUTPUT);
    Path parent = order.layout().toAbsolutePath().getParent();
    Path directory = parent == null ? order.layout() : parent;
    String name =
        "localhost/drydock-base-"
            + order.layout().getFileName().toString().toLowerCase(Locale.ROOT);
    try {
      BoundedProcess.Ended built = process.run(directory, command(buildah, name, order));
      if (built.exitCode() != 0) {
        throw new BuildFailedException(
            "buildah could not build "
                + order.recipe().dockerfile().getFileName()
                + ": "
                + ErrorLine.oneLine(built.end())
                + "; mend the recipe, or run `buildah build` with it to see more");
      }
      BoundedProcess.Ended pushed =
          process.run(
              directory,
              List.of(buildah, "push", "--quiet", name, "oci:" + order.layout() + ":candidate"));
      if (pushed.exitCode() != 0) {
        throw new IOException("buildah could not write what it built: " + pushed.end());
      }
    } finally {
      process.run(directory, List.of(buildah, "rmi", "--force", name));
    }
  }

  private List<String> command(String buildah, String name, BuildOrder order) {
    Recipe recipe = order.recipe();
    List<String> words =
        new ArrayList<>(
            List.of(
                buildah,
                "build",
                "--no-cache",
                "--timestamp",
                Long.toString(order.time().getEpochSecond()),
                "--file",
                recipe.dockerfile().toString(),
                "--tag",
                name));
    recipe.arguments().entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .forEach(
            argument -> {
              words.add("--build-arg");
              words.add(argument.getKey() + "=" + argument.getValue());
            });
    boolean withoutTls = false;
    for (ImageReference image : recipe.images()) {
      withoutTls |= plain.contains(image.registry());
      Digest digest = order.images().get(image.toString());
      if (digest != null && image.digest() == null) {
        pin(words, image, digest);
      }
    }
    if (withoutTls) {
      words.add("--tls-verify=false");
    }
    words.add(recipe.context().toString());
    return words;
  }

  /// Whatever a tag is moved to while it is built: the name stands for what was resolved before.
  private static void pin(List<String> words, ImageReference image, Digest digest) {
    ImageReference pinned = new ImageReference(image.registry(), image.repository(), null, digest);
    for (String written : new TreeSet<>(List.of(image.toString(), image.familiar()))) {
      words.add("--build-context");
      words.add(written + "=docker-image://" + pinned);
      if (written.endsWith(":latest")) {
        words.add("--build-context");
        words.add(
            written.substring(0, written.length() - ":latest".length())
                + "=docker-image://"
                + pinned);
      }
    }
  }

  private Map<String, String> passed() {
    Map<String, String> passed = new HashMap<>();
    environment.forEach(
        (name, value) -> {
          if (PASSED.contains(name)
              || PROXIES.contains(name)
              || PASSED_BEGINNINGS.stream().anyMatch(name::startsWith)) {
            passed.put(name, value);
          }
        });
    return passed;
  }
}
