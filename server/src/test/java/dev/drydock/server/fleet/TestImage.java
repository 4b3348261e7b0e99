package dev.drydock.server.fleet;

import dev.drydock.bom.Bom;
import dev.drydock.bom.Component;
import dev.drydock.bom.Component.Evidence;
import dev.drydock.bom.Component.Location;
import dev.drydock.bom.Component.OsPackage;
import dev.drydock.bom.Component.Source;
import dev.drydock.bom.Creation;
import dev.drydock.bom.Distribution;
import dev.drydock.bom.Purl;
import dev.drydock.bom.cyclonedx.CycloneDxJson;
import dev.drydock.bom.cyclonedx.CycloneDxVersion;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// An image with two layers, a base of Debian packages and an application of npm packages, and the
/// bill of materials that `drydock sbom` writes of it.
public final class TestImage {
  private static final Evidence EVIDENCE = new Evidence("test", "test");

  private final String name = UUID.randomUUID().toString();
  private final List<Component> components = new ArrayList<>();
  private String created = "2026-01-02T03:04:05Z";

  public static TestImage of() {
    return new TestImage().deb("base-files", "12.4+deb12u5");
  }

  public TestImage npm(String name, String version) {
    return add(name, version, Purl.of("npm", null, name, version), null, 1);
  }

  public TestImage deb(String name, String version) {
    return add(
        name,
        version,
        Purl.of("deb", "debian", name, version, Map.of("distro", "debian-12")),
        new OsPackage(new Source(name, version, true), "amd64", null, null),
        0);
  }

  /// When it says that it was built.
  public TestImage created(String when) {
    this.created = when;
    return this;
  }

  private TestImage add(String name, String version, Purl purl, @Nullable OsPackage os, int layer) {
    components.add(
        new Component(
            name,
            version,
            purl,
            os,
            List.of(),
            List.of(new Location("where/" + name, layer)),
            EVIDENCE));
    return this;
  }

  public String digest() {
    return sha256("manifest " + name);
  }

  public String imageId() {
    return sha256("config " + name);
  }

  /// Of the base, the same for all images.
  static String baseLayer() {
    return sha256("base");
  }

  String applicationLayer() {
    return sha256("application " + name);
  }

  public Bom bom() {
    return new Bom(
        new Bom.Subject(
            "registry.example.com/test/" + name + ":1",
            digest(),
            imageId(),
            "linux/amd64",
            created,
            List.of(
                new Bom.LayerSummary(0, null, baseLayer(), null),
                new Bom.LayerSummary(1, null, applicationLayer(), null)),
            List.of(
                new Bom.HistoryEntry("ADD rootfs", null, false),
                new Bom.HistoryEntry("CMD [\"bash\"]", null, true),
                new Bom.HistoryEntry("COPY app /app", null, false)),
            Map.of("org.opencontainers.image.base.name", "docker.io/library/debian:12"),
            List.of()),
        new Distribution("debian", "12", "bookworm", List.of(), "Debian 12", null),
        components,
        List.of(),
        List.of());
  }

  /// What `drydock sbom --format cyclonedx-json` writes.
  public byte[] document() {
    return document(bom());
  }

  static byte[] document(Bom bom) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      CycloneDxJson.write(
          bom,
          new Creation("1", Instant.parse("2026-01-02T03:04:05Z")),
          CycloneDxVersion.V1_6,
          out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  static String sha256(String text) {
    try {
      return "sha256:"
          + HexFormat.of()
              .formatHex(
                  MessageDigest.getInstance("SHA-256")
                      .digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
