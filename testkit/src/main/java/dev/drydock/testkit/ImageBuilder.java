package dev.drydock.testkit;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Makes images out of layers.
///
/// ```java
/// BuiltImage image = new ImageBuilder()
///     .layer(new TarWriter().file("etc/os-release", "ID=debian\n"), "ADD rootfs.tar /")
///     .instruction("ENV A=b")
///     .tag("app:1")
///     .build();
/// OciLayout.of(image).writeTo(directory);
/// DockerArchive.of(image).writeTo(file);
/// ```
public final class ImageBuilder {
  private final List<byte[]> tars = new ArrayList<>();
  private final List<Packing> packings = new ArrayList<>();
  private final List<String> history = new ArrayList<>();
  private final List<String> tags = new ArrayList<>();
  private final List<Integer> wrongDigests = new ArrayList<>();
  private final Map<String, String> labels = new LinkedHashMap<>();
  private String platform = "linux/amd64";
  private Packing packing = Packing.GZIP;
  private int diffIdsTooFew;
  private boolean docker;

  /// How the layers that follow are stored; gzip unless said.
  public ImageBuilder packing(Packing used) {
    this.packing = used;
    return this;
  }

  public ImageBuilder layer(TarWriter tar) {
    return layer(tar, "COPY layer " + tars.size());
  }

  /// @param instruction what the history says about it
  public ImageBuilder layer(TarWriter tar, String instruction) {
    return layer(tar.bytes(), instruction);
  }

  public ImageBuilder layer(byte[] tar, String instruction) {
    tars.add(tar);
    packings.add(packing);
    history.add("{\"created_by\":\"" + escaped(instruction) + "\"}");
    return this;
  }

  /// An entry of the history that made no layer.
  public ImageBuilder instruction(String instruction) {
    history.add("{\"created_by\":\"" + escaped(instruction) + "\",\"empty_layer\":true}");
    return this;
  }

  public ImageBuilder platform(String osAndArchitecture) {
    this.platform = osAndArchitecture;
    return this;
  }

  /// @param name with a tag: `app:1`
  public ImageBuilder tag(String name) {
    tags.add(name);
    return this;
  }

  public ImageBuilder label(String key, String value) {
    labels.put(key, value);
    return this;
  }

  /// Docker's media types in place of OCI's.
  public ImageBuilder dockerMediaTypes() {
    this.docker = true;
    return this;
  }

  /// The manifest names this layer by a digest that is not its own.
  public ImageBuilder wrongDigest(int layer) {
    wrongDigests.add(layer);
    return this;
  }

  /// The config lacks the last `count` diff_ids.
  public ImageBuilder diffIdsTooFew(int count) {
    this.diffIdsTooFew = count;
    return this;
  }

  /// The history has nothing.
  public ImageBuilder noHistory() {
    history.clear();
    return this;
  }

  public BuiltImage build() {
    List<Blob> layers = new ArrayList<>();
    List<String> diffIds = new ArrayList<>();
    List<String> descriptors = new ArrayList<>();
    for (int i = 0; i < tars.size(); i++) {
      diffIds.add("\"sha256:" + Blob.sha256(tars.get(i)) + "\"");
      Packing used = packings.get(i);
      Blob layer = Blob.of(used.pack(tars.get(i)), layerType(used));
      layers.add(wrongDigests.contains(i) ? layer.withWrongDigest() : layer);
      descriptors.add(layers.getLast().descriptor());
    }
    Blob config = Blob.of(utf8(config(diffIds)), configType());
    String manifestType =
        docker
            ? "application/vnd.docker.distribution.manifest.v2+json"
            : "application/vnd.oci.image.manifest.v1+json";
    String manifest =
        "{\"schemaVersion\":2,\"mediaType\":\"%s\",\"config\":%s,\"layers\":[%s]}"
            .formatted(manifestType, config.descriptor(), String.join(",", descriptors));
    return new BuiltImage(platform, tags, Blob.of(utf8(manifest), manifestType), config, layers);
  }

  private String config(List<String> diffIds) {
    String[] parts = platform.split("/", -1);
    List<String> pairs = new ArrayList<>();
    labels.forEach(
        (key, value) -> pairs.add("\"" + escaped(key) + "\":\"" + escaped(value) + "\""));
    return """
        {"created":"2024-01-02T03:04:05Z","architecture":"%s","os":"%s"%s,\
        "config":{"Labels":{%s}},"rootfs":{"type":"layers","diff_ids":[%s]},"history":[%s]}"""
        .formatted(
            parts[1],
            parts[0],
            parts.length > 2 ? ",\"variant\":\"" + parts[2] + "\"" : "",
            String.join(",", pairs),
            String.join(",", diffIds.subList(0, Math.max(0, diffIds.size() - diffIdsTooFew))),
            String.join(",", history));
  }

  private String layerType(Packing used) {
    return docker
        ? "application/vnd.docker.image.rootfs.diff.tar" + (used == Packing.GZIP ? ".gzip" : "")
        : used.layerMediaType();
  }

  private String configType() {
    return docker
        ? "application/vnd.docker.container.image.v1+json"
        : "application/vnd.oci.image.config.v1+json";
  }

  private static String escaped(String text) {
    return text.replace("\\", "\\\\").replace("\"", "\\\"");
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
