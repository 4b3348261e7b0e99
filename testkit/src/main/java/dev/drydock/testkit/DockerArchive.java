package dev.drydock.testkit;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A tar as `docker save` writes it. Layers are stored as the image has them: Docker's own archives
/// have them unpacked ([Packing#NONE]), others have not.
public final class DockerArchive {
  private final Map<String, byte[]> files = new LinkedHashMap<>();

  private DockerArchive() {}

  public static DockerArchive of(BuiltImage... images) {
    DockerArchive archive = new DockerArchive();
    List<String> entries = new ArrayList<>();
    for (BuiltImage image : images) {
      List<String> layers = new ArrayList<>();
      for (Blob layer : image.layers()) {
        archive.file(layer.hex() + "/layer.tar", layer.bytes());
        archive.file(layer.hex() + "/VERSION", "1.0".getBytes(StandardCharsets.UTF_8));
        layers.add("\"" + layer.hex() + "/layer.tar\"");
      }
      String config = image.config().hex() + ".json";
      archive.file(config, image.config().bytes());
      List<String> tags = image.tags().stream().map(tag -> "\"" + tag + "\"").toList();
      entries.add(
          "{\"Config\":\"%s\",\"RepoTags\":%s,\"Layers\":[%s]}"
              .formatted(
                  config,
                  tags.isEmpty() ? "null" : "[" + String.join(",", tags) + "]",
                  String.join(",", layers)));
    }
    return archive.file(
        "manifest.json", ("[" + String.join(",", entries) + "]").getBytes(StandardCharsets.UTF_8));
  }

  /// Adds or replaces any member.
  public DockerArchive file(String path, byte[] content) {
    files.put(path, content);
    return this;
  }

  /// Takes away any member.
  public DockerArchive without(String path) {
    files.remove(path);
    return this;
  }

  public byte[] bytes() {
    TarWriter tar = new TarWriter();
    files.forEach(tar::file);
    return tar.bytes();
  }
}
