package dev.drydock.cli;

import dev.drydock.testkit.BuiltImage;
import dev.drydock.testkit.DockerArchive;
import dev.drydock.testkit.ImageBuilder;
import dev.drydock.testkit.TarWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// An application with its project, its image and advisories for it: two packages of the base, one
/// of them attacked and without a fix, and two libraries, one of which another one brings.
public final class Shop {
  public static final String DOCKERFILE =
      "# syntax=docker/dockerfile:1\nFROM debian:11\nCOPY app /app\nCMD [\"node\", \"/app\"]\n";
  public static final String MANIFEST =
      """
      {
        "name": "shop",
        "dependencies": {
          "express": "^4.16.0",
          "minimist": "^1.2.5"
        }
      }
      """;

  private final Path directory;
  public final Path project;
  public final String image;
  public final String feeds;

  public Shop(Path directory) throws IOException {
    this.directory = directory;
    this.project = Files.createDirectories(directory.resolve("project"));
    Files.writeString(project.resolve("Dockerfile"), DOCKERFILE);
    Files.createDirectories(project.resolve("app"));
    Files.writeString(project.resolve("app/package.json"), MANIFEST);
    image = archive("shop.tar", application("1.1.1w-0+deb11u1", "1:1.2.11-1"));
    Path osv = Files.createDirectories(directory.resolve("feeds/osv"));
    advisory(
        osv.resolve("Debian"),
        "DSA-1-1",
        "CVE-2024-5535",
        "Debian:11",
        "openssl",
        "1.1.1w-0+deb11u2");
    advisory(osv.resolve("Debian"), "DSA-2-1", "CVE-2022-37434", "Debian:11", "zlib", null);
    advisory(
        osv.resolve("npm"), "GHSA-xvch-5gv4-984h", "CVE-2021-44906", "npm", "minimist", "1.2.6");
    advisory(osv.resolve("npm"), "GHSA-hrpp-h998-j3pp", "CVE-2022-24999", "npm", "qs", "6.5.3");
    Path kev = Files.createDirectories(directory.resolve("feeds/kev"));
    Files.writeString(
        kev.resolve("known_exploited_vulnerabilities.json"),
        "{\"vulnerabilities\":[{\"cveID\":\"CVE-2022-37434\",\"dateAdded\":\"2026-01-02\"}]}");
    feeds = directory.resolve("feeds").toString();
  }

  /// The base with other versions, as an archive; without zlib, where that has none.
  public String base(String name, String openssl, String zlib) throws IOException {
    return archive(name, base(openssl, zlib));
  }

  /// Builds the image anew upon a base with other versions.
  public void rebuild(String openssl, String zlib) throws IOException {
    archive("shop.tar", application(openssl, zlib));
  }

  /// The base alone.
  public static ImageBuilder base(String openssl, String zlib) {
    return new ImageBuilder().layer(rootfs(openssl, zlib), "ADD rootfs.tar /");
  }

  /// The application upon that base.
  public static ImageBuilder application(String openssl, String zlib) {
    return new ImageBuilder()
        .layer(rootfs(openssl, zlib), "ADD rootfs.tar / # buildkit")
        .instruction("CMD [\"bash\"]")
        .layer(
            new TarWriter()
                .file("app/package.json", MANIFEST)
                .file("app/node_modules/minimist/package.json", library("minimist", "1.2.5"))
                .file("app/node_modules/qs/package.json", library("qs", "6.5.1")),
            "COPY app /app # buildkit")
        .instruction("CMD [\"node\" \"/app\"]");
  }

  private static TarWriter rootfs(String openssl, String zlib) {
    return new TarWriter()
        .file(
            "etc/os-release",
            """
            ID=debian
            VERSION_ID="11"
            VERSION_CODENAME=bullseye
            PRETTY_NAME="Debian GNU/Linux 11 (bullseye)"
            """)
        .file(
            "var/lib/dpkg/status",
            debian("apt", "apt", "2.2.4")
                + debian("libssl1.1", "openssl", openssl)
                + (zlib.isEmpty() ? "" : debian("zlib1g", "zlib", zlib)));
  }

  private static String debian(String name, String source, String version) {
    return "Package: %s\nStatus: install ok installed\nArchitecture: amd64\nSource: %s\nVersion: %s\n\n"
        .formatted(name, source, version);
  }

  private static String library(String name, String version) {
    return "{\"name\":\"%s\",\"version\":\"%s\",\"license\":\"MIT\"}".formatted(name, version);
  }

  private String archive(String name, ImageBuilder image) throws IOException {
    BuiltImage built = image.tag("shop:1").build();
    return Files.write(directory.resolve(name), DockerArchive.of(built).bytes()).toString();
  }

  private static void advisory(
      Path directory, String id, String cve, String ecosystem, String name, @Nullable String fixed)
      throws IOException {
    Files.createDirectories(directory);
    String end = fixed == null ? "" : ",{\"fixed\":\"" + fixed + "\"}";
    Files.writeString(
        directory.resolve(id + ".json"),
        """
        {"schema_version":"1.7.0","id":"%s","modified":"2026-08-20T00:00:00Z","aliases":["%s"],
         "database_specific":{"severity":"CRITICAL"},
         "affected":[{"package":{"ecosystem":"%s","name":"%s"},
           "ranges":[{"type":"ECOSYSTEM","events":[{"introduced":"0"}%s]}]}]}
        """
            .formatted(id, cve, ecosystem, name, end));
  }

  public String dockerfile() {
    return project.resolve("Dockerfile").toString();
  }

  public String read(String path) throws IOException {
    return Files.readString(project.resolve(path));
  }

  public Run scan(Path home, String... more) {
    return run(home, Map.of(), "scan", more);
  }

  public Run plan(Path home, String... more) {
    return run(home, Map.of(), "plan", more);
  }

  public Run fix(Path home, String... more) {
    return run(home, Map.of(), "fix", more);
  }

  public Run fix(Path home, Map<String, String> environment, String... more) {
    return run(home, environment, "fix", more);
  }

  private Run run(Path home, Map<String, String> environment, String command, String... more) {
    List<String> all = new ArrayList<>(List.of(command, "--offline", "--advisories", feeds));
    all.addAll(List.of(more));
    all.add(image);
    return Run.in(home, environment, all.toArray(String[]::new));
  }
}
