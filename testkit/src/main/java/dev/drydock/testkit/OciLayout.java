package dev.drydock.testkit;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/// An OCI image layout: a directory, or a tar of one.
public final class OciLayout {
  private final Map<String, byte[]> files = new LinkedHashMap<>();

  private OciLayout() {
    files.put("oci-layout", utf8("{\"imageLayoutVersion\":\"1.0.0\"}"));
  }

  /// A layout whose index names these images.
  public static OciLayout of(BuiltImage... images) {
    return new OciLayout().images(images).index(BuiltImage.index(images));
  }

  /// A layout whose index names one index that names these images.
  ///
  /// @param name `org.opencontainers.image.ref.name` of the inner index
  public static OciLayout nested(String name, BuiltImage... images) {
    Blob inner = BuiltImage.index(images);
    String entry =
        inner.descriptorStart()
            + ",\"annotations\":{\"org.opencontainers.image.ref.name\":\"%s\"}}".formatted(name);
    return new OciLayout().images(images).blob(inner).index(BuiltImage.index(entry));
  }

  private OciLayout images(BuiltImage... images) {
    Arrays.stream(images).flatMap(image -> image.blobs().stream()).forEach(this::blob);
    return this;
  }

  /// Adds a blob that nothing has to name.
  public OciLayout blob(Blob blob) {
    return file("blobs/sha256/" + blob.hex(), blob.bytes());
  }

  /// Puts this in the place of `index.json`.
  public OciLayout index(Blob index) {
    return file("index.json", index.bytes());
  }

  /// Adds or replaces any file.
  public OciLayout file(String path, byte[] content) {
    files.put(path, content);
    return this;
  }

  /// Takes away any file.
  public OciLayout without(String path) {
    files.remove(path);
    return this;
  }

  public Path writeTo(Path directory) throws IOException {
    for (Map.Entry<String, byte[]> file : files.entrySet()) {
      Path path = directory.resolve(file.getKey());
      Files.createDirectories(path.getParent());
      Files.write(path, file.getValue());
    }
    return directory;
  }

  /// The layout as a tar.
  public byte[] archive() {
    TarWriter tar = new TarWriter();
    files.forEach(tar::file);
    return tar.bytes();
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
