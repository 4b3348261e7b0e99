package dev.drydock.cli.training;

import dev.drydock.bom.Bom;
import dev.drydock.cli.Main;
import dev.drydock.cli.console.ExitCode;
import dev.drydock.match.cvss.Cvss;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;

/// What the launcher lets run once, watched by the JVM, to make the AOT cache: whatever is loaded
/// and linked here is there at once in later runs.
///
/// So it takes the ways that people take: the example image opened in both forms, read, matched,
/// and reported in each format.
final class Training {
  /// One of each version: the example has not all.
  private static final List<String> VECTORS =
      List.of(
          "CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:N/VC:H/VI:L/VA:L/SC:N/SI:N/SA:N/E:P",
          "CVSS:3.1/AV:N/AC:L/PR:N/UI:R/S:C/C:H/I:H/A:L",
          "CVSS:3.0/AV:L/AC:H/PR:L/UI:N/S:U/C:L/I:N/A:H",
          "AV:N/AC:L/Au:N/C:P/I:P/A:N");

  /// What is seldom used, and leads to libraries that would cost every start: a class in the cache
  /// is linked whether it is used or not, and the first of a signed jar has its whole signature
  /// verified (150 ms).
  private static final List<String> SELDOM =
      List.of("dev/drydock/attest/key/", "dev/drydock/policy/expression/");

  private Training() {}

  /// Loads most classes of the engine and of the command line: an image of another kind than the
  /// example needs others of them, and a class that is not in the cache costs half a millisecond.
  private static void loadOurs() throws IOException, ClassNotFoundException {
    for (Class<?> one : List.of(Bom.class, Training.class)) {
      URL source = one.getProtectionDomain().getCodeSource().getLocation();
      try (JarFile jar = new JarFile(new File(source.getPath()))) {
        for (JarEntry entry : Collections.list(jar.entries())) {
          String name = entry.getName();
          if (name.endsWith(".class")
              && !name.endsWith("-info.class")
              && SELDOM.stream().noneMatch(name::startsWith)) {
            String type = name.substring(0, name.length() - ".class".length()).replace('/', '.');
            Class.forName(type, false, Training.class.getClassLoader());
          }
        }
      }
    }
  }

  /// A folder with one file of each syntax, and a program: unlike those of the example, whose
  /// layers are compressed, its files can be read at any time, which is another way through the
  /// engine.
  private static Path project(Path folder) throws IOException {
    Map<String, String> files =
        Map.of(
            "app/pnpm-lock.yaml",
            "lockfileVersion: '9.0'\npackages:\n  ms@2.1.2:\n    resolution: {integrity: x}\n"
                + "snapshots:\n  ms@2.1.2: {}\n",
            "rust/Cargo.lock",
            "version = 3\n\n[[package]]\nname = \"log\"\nversion = \"0.4.20\"\n"
                + "source = \"registry+https://github.com/rust-lang/crates.io-index\"\n",
            "net/packages.config",
            "<packages><package id=\"A\" version=\"1.0.0\"/></packages>",
            "ruby/Gemfile.lock",
            "GEM\n  remote: https://rubygems.org/\n  specs:\n    rake (13.0.6)\n",
            "web/package-lock.json",
            "{\"lockfileVersion\":3,\"packages\":{\"node_modules/ms\":{\"version\":\"2.0.0\"}}}",
            "srv/bin/tool",
            "\u007fELF" + "\0".repeat(8 << 10),
            "etc/os-release",
            "ID=debian\nVERSION_ID=12\n",
            "var/lib/dpkg/status",
            installed("apt", "2.6.1", "")
                + installed("libssl3", "3.0.8-1", "Source: openssl\n")
                + installed("libcurl4", "7.88.1-9", "Source: curl\nDepends: libssl3 (>= 3.0.0)\n")
                + installed("curl", "7.88.1-9", "Depends: libcurl4 | libcurl3, libssl3\n")
                + installed("git", "1:2.39.1-1", "Recommends: curl\nProvides: git-core\n"),
            "var/lib/apt/extended_states",
            "Package: libssl3\nArchitecture: amd64\nAuto-Installed: 1\n");
    for (Map.Entry<String, String> file : files.entrySet()) {
      Path path = folder.resolve(file.getKey());
      Files.createDirectories(path.getParent());
      Files.writeString(path, file.getValue(), StandardCharsets.ISO_8859_1);
      if (file.getKey().contains("/bin/") && !path.toFile().setExecutable(true)) {
        throw new IOException(path + " cannot be made executable");
      }
    }
    return folder;
  }

  /// With relations, so that the ways of removals are gone, too.
  private static String installed(String name, String version, String more) {
    return "Package: %s\nStatus: install ok installed\nArchitecture: amd64\nVersion: %s\n%s\n"
        .formatted(name, version, more);
  }

  /// The long way over a network: an image pulled, and promoted.
  private static int overNetwork(Path layout, String cache) throws IOException {
    Path policy =
        Files.writeString(
            Path.of(cache, "policy.yaml"),
            "policy: 1\nrules:\n  old: { warn: image, when: { age: \"> 9000d\" } }\n");
    int worst = 0;
    try (TrainingRegistry registry = new TrainingRegistry(layout)) {
      String image = registry.host() + "/example:1";
      String[] promote = {
        "promote", "--policy", policy.toString(), image, registry.host() + "/copy:1"
      };
      for (String[] command :
          new String[][] {
            {"sbom", "--no-cache", "--format", "json", "registry:" + image}, promote, promote
          }) {
        worst = Math.max(worst, runConnected(cache, Map.of(), command));
      }
    }
    return worst;
  }

  /// @return the exit code, where it tells of a failure
  private static int run(String cache, Map<String, String> environment, String... command) {
    List<String> whole = new ArrayList<>(List.of(command));
    whole.add("--offline");
    return runConnected(cache, environment, whole.toArray(new String[0]));
  }

  private static int runConnected(
      String cache, Map<String, String> environment, String... command) {
    List<String> whole = new ArrayList<>(List.of(command));
    whole.addAll(List.of("--quiet", "--cache-dir", cache));
    int code = runAlone(environment, whole.toArray(new String[0]));
    // the example has what a gate is for
    return code == ExitCode.GATE ? ExitCode.OK : code;
  }

  private static int runAlone(Map<String, String> environment, String... command) {
    PrintStream nowhere =
        new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
    return Main.run(nowhere, nowhere, environment, command);
  }

  /// @param args the example image, and a directory that may be written to
  public static void main(String[] args) throws IOException, ClassNotFoundException {
    String image = args[0];
    String archive = "oci-archive:" + image;
    String cache = args[1];
    String project = "dir:" + project(Path.of(cache, "project"));
    Path directory = TrainingLayer.write(Path.of(cache, "layout"));
    String layout = "oci-dir:" + directory;
    int worst = 0;
    loadOurs();
    Objects.requireNonNull(System.getenv(), "read by every start");
    for (String question : List.of("--version", "--help")) {
      worst = Math.max(worst, runAlone(Map.of(), question));
    }
    for (String vector : VECTORS) {
      worst = Math.max(worst, Cvss.of(vector).isPresent() ? 0 : 1);
    }
    // each reads its image as if nothing were known of the layers
    for (String[] command :
        new String[][] {
          {"scan", "--no-cache", "--format", "json", image},
          {"scan", "--no-cache", "--format", "table", archive},
          {"explain", "--no-cache", "CVE-2021-44228", image},
          {"gate", "--no-cache", "--policy", "drydock:default", image},
          {"sbom", "--no-cache", "--format", "json", image},
          {"sbom", "--no-cache", "--format", "cyclonedx-json", archive},
          {"sbom", "--no-cache", "--format", "spdx-json", image},
          {"scan", "--no-cache", "--format", "json", "-o", cache + "/scan.json", project},
          {"gate", "--no-cache", "--policy", "drydock:default", project},
          {"sbom", "--no-cache", "--format", "json", project},
          {"sbom", "--no-cache", "--format", "json", layout},
          {"sbom", "--no-cache", "--format", "json", layout},
        }) {
      worst = Math.max(worst, run(cache, Map.of(), command));
    }
    // then they are kept, and known
    for (Map<String, String> environment :
        List.of(Map.<String, String>of(), Map.of("DRYDOCK_CACHE_KEY", "training"))) {
      for (String command : List.of("scan", "sbom", "scan", "sbom")) {
        worst = Math.max(worst, run(cache, environment, command, "--format", "json", archive));
      }
    }
    worst = Math.max(worst, overNetwork(directory, cache));
    System.exit(worst);
  }
}
