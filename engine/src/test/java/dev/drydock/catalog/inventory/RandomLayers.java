package dev.drydock.catalog.inventory;

import dev.drydock.testkit.TarWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.SplittableRandom;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/// Layers of all that makes a cataloger's life hard, the same ones for the same seed: databases
/// that are overwritten, whiteouts, opaque directories, links to directories and files, files in
/// the place of directories, odd names, secrets.
final class RandomLayers {
  private static final List<String> DIRECTORIES =
      List.of("", "app/", "srv/app/", "usr/lib/python3/site-packages/", "opt/größe/", "data/日本/");

  private final SplittableRandom random;

  RandomLayers(long seed) {
    this.random = new SplittableRandom(seed);
  }

  byte[] next() {
    TarWriter tar = new TarWriter();
    for (int i = 1 + random.nextInt(14); i > 0; i--) {
      tar.mode(mode());
      one(tar, DIRECTORIES.get(random.nextInt(DIRECTORIES.size())));
    }
    return tar.bytes();
  }

  private int mode() {
    return switch (random.nextInt(6)) {
      case 0 -> 04755;
      case 1 -> 0666;
      case 2 -> 0755;
      default -> 0644;
    };
  }

  private void one(TarWriter tar, String directory) {
    switch (random.nextInt(22)) {
      case 0 -> tar.file("etc/os-release", release());
      case 1 -> tar.symlink("etc/os-release", "../usr/lib/os-release");
      case 2 -> tar.file("usr/lib/os-release", release());
      case 3 -> tar.file("var/lib/dpkg/status", status());
      case 4 -> tar.file("var/lib/dpkg/info/p1.list", "/.\n/app\n/app/p1.jar\n/usr/bin/tool\n");
      case 5 -> tar.file("lib/apk/db/installed", "P:musl\nV:1.2." + digit() + "-r0\nA:x86_64\n\n");
      case 6 -> tar.file(directory + "node_modules/m" + digit() + "/package.json", npm());
      case 7 -> tar.file(directory + "package-lock.json", lock());
      case 8 -> tar.file(directory + "d-1.dist-info/METADATA", "Name: d\nVersion: 1." + digit());
      case 9 -> tar.file(directory + "requirements.txt", "flask==2." + digit() + "\n-r more.txt\n");
      case 10 -> tar.file(directory + "more.txt", "jinja2==3." + digit() + "\n");
      case 11 -> tar.file(directory + "p" + digit() + ".jar", jar());
      case 12 -> tar.file(directory + "broken.jar", "PK no archive");
      case 13 -> tar.file(directory + ".env", "DB_PASSWORD=h7Gq2zLp9wXr" + digit());
      case 14 -> tar.file("var/cache/apk/x" + digit(), "x".repeat(600_000));
      case 15 -> tar.whiteout(directory + "p" + digit() + ".jar");
      case 16 ->
          tar.opaque(directory.isEmpty() ? "app" : directory.substring(0, directory.length() - 1));
      case 17 ->
          tar.whiteout(
              List.of("app", "srv", "var/lib/dpkg", "etc/os-release").get(random.nextInt(4)));
      case 18 -> tar.symlink(List.of("app", "srv", "opt/link").get(random.nextInt(3)), "/data");
      case 19 ->
          tar.hardlink(directory + "copy" + digit() + ".jar", directory + "p" + digit() + ".jar");
      case 20 -> tar.executable(directory + "bin/tool" + digit(), program());
      default -> tar.file(List.of("app", "srv/app", "data").get(random.nextInt(3)), "in the way");
    }
  }

  private int digit() {
    return random.nextInt(3);
  }

  private String release() {
    return random.nextBoolean()
        ? "ID=debian\nVERSION_ID=\"1" + digit() + "\"\nPRETTY_NAME=Debian\n"
        : "ID=alpine\nVERSION_ID=3.1" + digit() + "\n";
  }

  private String status() {
    StringBuilder status = new StringBuilder();
    for (int i = random.nextInt(4); i >= 0; i--) {
      status.append("Package: p").append(i).append("\nStatus: install ok installed\n");
      status.append("Architecture: amd64\nVersion: 1.").append(digit()).append("\n\n");
    }
    return status.toString();
  }

  private String npm() {
    return switch (random.nextInt(6)) {
      case 0 -> "{\"name\": \"broken";
      case 1 -> "{\"name\":\"n\\ud800\",\"version\":\"1.0.0\",\"license\":\"MIT\"}";
      default -> "{\"name\":\"n" + digit() + "\",\"version\":\"1.0." + digit() + "\"}";
    };
  }

  private String lock() {
    return """
        {"lockfileVersion":3,"packages":{"":{"dependencies":{"ms":"2"}},
        "node_modules/ms":{"version":"2.0.%d","dependencies":{"a":"1"}},
        "node_modules/a":{"version":"1.0.%d"}}}
        """
        .formatted(digit(), digit());
  }

  private byte[] jar() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      ZipEntry entry = new ZipEntry("META-INF/maven/org.example/lib/pom.properties");
      entry.setTime(0);
      zip.putNextEntry(entry);
      zip.write(
          ("groupId=org.example\nartifactId=lib\nversion=1." + digit())
              .getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e); // memory does not fail
    }
    return bytes.toByteArray();
  }

  /// Mostly too short to be one.
  private byte[] program() {
    byte[] bytes = new byte[random.nextInt(3) * 5_000];
    byte[] head = {0x7f, 'E', 'L', 'F', 2, 1, 1};
    System.arraycopy(head, 0, bytes, 0, Math.min(head.length, bytes.length));
    return bytes;
  }
}
