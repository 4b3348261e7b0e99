package dev.drydock.bom;

import dev.drydock.bom.Component.Evidence;
import dev.drydock.bom.Component.Location;
import dev.drydock.bom.Component.OsPackage;
import dev.drydock.bom.Component.Source;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Bills of materials for tests of what is written of them.
public final class SampleBoms {
  public static final String BASE_LAYER = "sha256:" + "a".repeat(64);
  public static final String APPLICATION_LAYER = "sha256:" + "b".repeat(64);
  public static final Creation CREATION =
      new Creation("1.2.3", Instant.parse("2026-08-21T10:11:12.345Z"));

  private SampleBoms() {}

  /// Debian 11 with two packages of one source, and an application of npm and Maven.
  public static Bom debian() {
    Component library = debian("libssl1.1", "OpenSSL");
    Component tool = debian("openssl", "OpenSSL");
    Component npm =
        application(
            "@babel/core",
            "7.1.0",
            "npm",
            "@babel",
            "core",
            List.of("MIT"),
            "node_modules/@babel/core/package.json");
    Component jar =
        application(
            "org.apache.logging.log4j:log4j-core",
            "2.14.1",
            "maven",
            "org.apache.logging.log4j",
            "log4j-core",
            List.of("Apache License, Version 2.0", "MIT OR ISC"),
            "app/app.jar!/BOOT-INF/lib/log4j-core-2.14.1.jar");
    return new Bom(
        subject("docker-archive:app.tar", List.of()),
        distribution(),
        List.of(library, tool, jar, npm),
        List.of(new Bom.Dependency(1, 0), new Bom.Dependency(1, 0)),
        List.of());
  }

  /// Names, licences and paths that nobody should write, and somebody does.
  public static Bom hostile() {
    Component first =
        application(
            "a\"\u0001</text>\ud800\n",
            "1\n2",
            "npm",
            null,
            "a\"\n",
            List.of("SEE LICENSE IN <LICENSE>", "SEE-LICENSE IN <LICENSE>", "(MIT", "GPL", ""),
            "x\u0000</text>y");
    Component second =
        application(
            "a\"\n", "", "npm", null, "a\"\n", List.of("MIT AND LicenseRef-own"), "é\ud83d\udea2");
    return new Bom(
        subject("dir:/tmp/</text>\n", List.of("odd\nimage")),
        null,
        List.of(first, second, second),
        List.of(new Bom.Dependency(0, 1), new Bom.Dependency(2, 2)),
        List.of(new Bom.Unreadable("var/lib/rpm/Packages", "rpm", "page 7 is cut off")));
  }

  /// Nothing found.
  public static Bom empty() {
    return new Bom(
        new Bom.Subject(
            "dir:.", null, null, "linux/amd64", null, List.of(), List.of(), Map.of(), List.of()),
        null,
        List.of(),
        List.of(),
        List.of());
  }

  public static Distribution distribution() {
    return new Distribution(
        "debian", "11", "bullseye", List.of(), "Debian GNU/Linux 11 (bullseye)", null);
  }

  public static Bom.Subject subject(String reference, List<String> warnings) {
    return new Bom.Subject(
        reference,
        "sha256:" + "c".repeat(64),
        "sha256:" + "d".repeat(64),
        "linux/amd64",
        "2026-01-02T03:04:05Z",
        List.of(
            new Bom.LayerSummary(0, "sha256:" + "e".repeat(64), BASE_LAYER, "ADD rootfs.tar /"),
            new Bom.LayerSummary(1, APPLICATION_LAYER, null, "COPY app /app")),
        List.of(
            new Bom.HistoryEntry("ADD rootfs.tar /", null, false),
            new Bom.HistoryEntry("COPY app /app", "buildkit.dockerfile.v0", false)),
        Map.of("b", "2", "a", "1", "c", "3", "d", "4", "e", "5"),
        warnings);
  }

  public static Component debian(String name, String licence) {
    String version = "1.1.1w-0+deb11u1";
    return new Component(
        name,
        version,
        Purl.of(
            "deb",
            "debian",
            name,
            version,
            Map.of("arch", "amd64", "distro", "debian-11", "upstream", "openssl")),
        new OsPackage(
            new Source("openssl", version, true),
            "amd64",
            "Debian OpenSSL Team <pkg-openssl@lists.example.org>",
            null),
        List.of(licence),
        List.of(new Location("var/lib/dpkg/status", 0)),
        new Evidence("dpkg", "installed database"));
  }

  public static Component application(
      String name,
      String version,
      String type,
      @Nullable String namespace,
      String purlName,
      List<String> licences,
      String path) {
    return new Component(
        name,
        version,
        Purl.of(type, namespace, purlName, version),
        null,
        licences,
        List.of(new Location(path, 1)),
        new Evidence(type, "file name"));
  }
}
