package dev.drydock.cli;

import dev.drydock.testkit.BuiltImage;
import dev.drydock.testkit.ImageBuilder;
import dev.drydock.testkit.RegistryServer;
import dev.drydock.testkit.TarWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// What the story is about: a small service in Python upon a base image of its platform team, both
/// with something in them that has to be mended, and the advisories that say so.
public final class Bakery {
  /// In seconds: the day on which all of it happens, as the advisories are of that week.
  static final String NOW = "1787400000";

  private Bakery() {}

  static void pushBases(RegistryServer registry) throws IOException, InterruptedException {
    registry.push("team/python", "3.11.1", base("3.0.14-1~deb12u2"));
    registry.push("team/python", "3.11.2", base("3.0.15-1~deb12u1"));
  }

  private static BuiltImage base(String openssl) {
    return new ImageBuilder()
        .layer(
            new TarWriter()
                .file(
                    "etc/os-release",
                    """
                    ID=debian
                    VERSION_ID="12"
                    VERSION_CODENAME=bookworm
                    PRETTY_NAME="Debian GNU/Linux 12 (bookworm)"
                    """)
                .file(
                    "var/lib/dpkg/status",
                    debian("libssl3", "openssl", openssl)
                        + debian("zlib1g", "zlib", "1:1.2.13.dfsg-1")),
            "ADD rootfs.tar / # buildkit")
        .build();
  }

  private static String debian(String name, String source, String version) {
    return "Package: %s\nStatus: install ok installed\nArchitecture: amd64\nSource: %s\nVersion: %s\n\n"
        .formatted(name, source, version);
  }

  /// A directory of feeds, as `drydock db build` takes it.
  public static Path advisories(Path feeds) throws IOException {
    Path osv = feeds.resolve("osv");
    advisory(
        osv.resolve("Debian"),
        "DEBIAN-CVE-2024-5535",
        "CVE-2024-5535",
        "Debian:12",
        "openssl",
        "3.0.15-1~deb12u1",
        "CRITICAL");
    advisory(
        osv.resolve("PyPI"),
        "GHSA-8q59-q68h-6hv4",
        "CVE-2020-14343",
        "PyPI",
        "pyyaml",
        "5.4",
        "CRITICAL");
    advisory(
        osv.resolve("PyPI"),
        "GHSA-h75v-3vvj-5mfj",
        "CVE-2024-34064",
        "PyPI",
        "jinja2",
        "3.1.4",
        "MODERATE");
    return feeds;
  }

  private static void advisory(
      Path directory,
      String id,
      String cve,
      String ecosystem,
      String name,
      String fixed,
      String severity)
      throws IOException {
    Files.createDirectories(directory);
    Files.writeString(
        directory.resolve(id + ".json"),
        """
        {"schema_version":"1.7.0","id":"%s","modified":"2026-08-20T00:00:00Z","aliases":["%s"],
         "database_specific":{"severity":"%s"},
         "affected":[{"package":{"ecosystem":"%s","name":"%s"},
           "ranges":[{"type":"ECOSYSTEM","events":[{"introduced":"0"},{"fixed":"%s"}]}]}]}
        """
            .formatted(id, cve, severity, ecosystem, name, fixed));
  }

  public static void writeProject(Path directory, String registry) throws IOException {
    Files.writeString(
        directory.resolve("Dockerfile"),
        """
        FROM %s/team/python:3.11.1
        COPY requirements.txt shop.py /srv/
        USER 10001
        CMD ["python3", "/srv/shop.py"]
        """
            .formatted(registry));
    Files.writeString(
        directory.resolve("requirements.txt"), "# the shop's own\njinja2==3.1.3\npyyaml==5.3.1\n");
    Files.writeString(directory.resolve("shop.py"), "print('open')\n");
  }
}
