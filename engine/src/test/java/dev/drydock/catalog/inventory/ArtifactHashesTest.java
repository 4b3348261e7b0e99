package dev.drydock.catalog.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.bom.Component;
import dev.drydock.bom.Component.Hash;
import dev.drydock.catalog.Cataloger;
import dev.drydock.catalog.CatalogerRun;
import dev.drydock.catalog.DirectoryTree;
import dev.drydock.limits.Limits;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Digests of archives, from every source that has them, and none where there is doubt.
class ArtifactHashesTest {
  private static final Cataloger[] ALL =
      Catalogers.builtIn(Limits.defaults()).toArray(new Cataloger[0]);
  private static final String HEX = "0123456789abcdef".repeat(4);
  private static final String OTHER = "fedcba9876543210".repeat(4);
  private static final String INTEGRITY =
      "sha512-" + Base64.getEncoder().encodeToString(new byte[64]);
  private static final String SHA_512 = "SHA-512 " + "00".repeat(64);
  private static final String SHA_256 = "SHA-256 " + HEX;

  /// A file, and the components in it with their digests.
  record Sample(String file, String content, List<String> expected) {
    @Override
    public String toString() {
      return file;
    }
  }

  static List<Sample> samples() {
    return List.of(
        new Sample(
            "package-lock.json",
            """
            {"lockfileVersion": 3, "packages": {"": {"name": "app"},
              "node_modules/a": {"version": "1.0.0", "resolved": "https://r/a.tgz", "integrity": "%s"},
              "node_modules/b": {"version": "1.0.0", "resolved": "git+ssh://git@github.com/o/b.git#0123456789abcdef0123456789abcdef01234567"}}}
            """
                .formatted(INTEGRITY),
            List.of("a: " + SHA_512, "b: ")),
        new Sample(
            "npm-shrinkwrap.json",
            """
            {"lockfileVersion": 1, "dependencies": {"a": {"version": "1.0.0", "integrity": "%s"}}}
            """
                .formatted(INTEGRITY),
            List.of("a: " + SHA_512)),
        new Sample(
            "yarn.lock",
            """
            # yarn lockfile v1
            a@^1.0.0:
              version "1.0.0"
              resolved "https://registry.yarnpkg.com/a/-/a-1.0.0.tgz#0123"
              integrity %s

            b@^1.0.0:
              version "1.0.0"
              resolved "https://registry.yarnpkg.com/b/-/b-1.0.0.tgz#0123"
            """
                .formatted(INTEGRITY),
            List.of("a: " + SHA_512, "b: ")),
        new Sample(
            "pnpm-lock.yaml",
            """
            lockfileVersion: '9.0'
            importers:
              .:
                dependencies:
                  a: {specifier: ^1.0.0, version: 1.0.0}
            packages:
              a@1.0.0:
                resolution: {integrity: %s}
            snapshots:
              a@1.0.0: {}
            """
                .formatted(INTEGRITY),
            List.of("a: " + SHA_512)),
        new Sample(
            "bun.lock",
            """
            {"lockfileVersion": 1, "workspaces": {"": {"dependencies": {"a": "1"}}},
             "packages": {"a": ["a@1.0.0", "", {}, "%s"], "b": ["b@1.0.0"]}}
            """
                .formatted(INTEGRITY),
            List.of("a: " + SHA_512, "b: ")),
        new Sample(
            "deno.lock",
            """
            {"version": "4", "npm": {"a@1.0.0": {"integrity": "%s"}}}
            """
                .formatted(INTEGRITY),
            List.of("a: " + SHA_512)),
        new Sample(
            "Cargo.lock",
            """
            version = 3
            [[package]]
            name = "a"
            version = "1.0.0"
            source = "registry+https://github.com/rust-lang/crates.io-index"
            checksum = "%s"
            [[package]]
            name = "app"
            version = "0.1.0"
            """
                .formatted(HEX),
            List.of("a: " + SHA_256, "app: ")),
        new Sample(
            "old/Cargo.lock",
            """
            [[package]]
            name = "a"
            version = "1.0.0"
            source = "registry+https://github.com/rust-lang/crates.io-index"
            [metadata]
            "checksum a 1.0.0 (registry+https://github.com/rust-lang/crates.io-index)" = "%s"
            """
                .formatted(HEX),
            List.of("a: " + SHA_256)),
        new Sample(
            "poetry.lock",
            """
            [[package]]
            name = "a"
            version = "1.0"
            files = [{file = "a-1.0.tar.gz", hash = "sha256:%s"}]
            [[package]]
            name = "b"
            version = "1.0"
            files = [{file = "b-1.0.tar.gz", hash = "sha256:%s"}, {file = "b.whl", hash = "sha256:%s"}]
            """
                .formatted(HEX, HEX, OTHER),
            List.of("a: " + SHA_256, "b: ")),
        new Sample(
            "old/poetry.lock",
            """
            [[package]]
            name = "a"
            version = "1.0"
            category = "main"
            [metadata.files]
            a = [{file = "a-1.0.tar.gz", hash = "sha256:%s"}]
            """
                .formatted(HEX),
            List.of("a: " + SHA_256)),
        new Sample(
            "uv.lock",
            """
            version = 1
            [[package]]
            name = "a"
            version = "1.0"
            sdist = { url = "https://x/a.tar.gz", hash = "sha256:%s" }
            [[package]]
            name = "b"
            version = "1.0"
            sdist = { url = "https://x/b.tar.gz", hash = "sha256:%s" }
            wheels = [{ url = "https://x/b.whl", hash = "sha256:%s" }]
            """
                .formatted(HEX, HEX, OTHER),
            List.of("a: " + SHA_256, "b: ")),
        new Sample(
            "pdm.lock",
            """
            [[package]]
            name = "a"
            version = "1.0"
            groups = ["default"]
            files = [{file = "a-1.0.tar.gz", hash = "sha256:%s"}]
            """
                .formatted(HEX),
            List.of("a: " + SHA_256)),
        new Sample(
            "Pipfile.lock",
            """
            {"default": {"a": {"version": "==1.0", "hashes": ["sha256:%s"]},
                         "b": {"version": "==1.0", "hashes": ["sha256:%s", "sha256:%s"]}}}
            """
                .formatted(HEX, HEX, OTHER),
            List.of("a: " + SHA_256, "b: ")),
        new Sample(
            "pylock.toml",
            """
            lock-version = "1.0"
            [[packages]]
            name = "a"
            version = "1.0"
            wheels = [{url = "https://x/a.whl", hashes = {sha256 = "%s"}}]
            [[packages]]
            name = "b"
            version = "1.0"
            sdist = {url = "https://x/b.tar.gz", hashes = {sha256 = "%s"}}
            wheels = [{url = "https://x/b.whl", hashes = {sha256 = "%s"}}]
            """
                .formatted(HEX, HEX, OTHER),
            List.of("a: " + SHA_256, "b: ")),
        new Sample(
            "opt/conda/conda-meta/a-1.0-0.json",
            """
            {"name": "a", "version": "1.0", "build": "0", "md5": "%s", "sha256": "%s"}
            """
                .formatted(HEX.substring(32), HEX),
            List.of("a: MD5 " + HEX.substring(32) + ", " + SHA_256)),
        new Sample(
            "go.sum",
            """
            example.org/a v1.0.0 h1:%s
            """
                .formatted(Base64.getEncoder().encodeToString(new byte[32])),
            List.of()));
  }

  @ParameterizedTest
  @MethodSource("samples")
  void areThoseOfTheSource(Sample sample) throws Exception {
    DirectoryTree tree = DirectoryTree.empty().file("app/" + sample.file(), sample.content());
    List<String> found = new ArrayList<>();
    for (Component component : CatalogerRun.over(tree, ALL).components()) {
      List<String> hashes = new ArrayList<>();
      for (Hash hash : component.hashes()) {
        hashes.add(hash.algorithm() + " " + hash.value());
      }
      found.add(component.name() + ": " + String.join(", ", hashes));
    }
    assertThat(found).containsExactlyElementsOf(sample.expected());
  }
}
