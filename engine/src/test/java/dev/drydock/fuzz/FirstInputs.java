package dev.drydock.fuzz;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.drydock.catalog.maven.Archives;
import dev.drydock.image.compression.zstd.ReferenceDecoder;
import dev.drydock.testkit.Blob;
import dev.drydock.testkit.BoltDatabase;
import dev.drydock.testkit.BuiltImage;
import dev.drydock.testkit.DockerArchive;
import dev.drydock.testkit.ImageBuilder;
import dev.drydock.testkit.OciLayout;
import dev.drydock.testkit.Packing;
import dev.drydock.testkit.TarWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/// Makes the first inputs that no test keeps since they are not text: archives, stores, and the
/// answers that images come in. `bench/fuzz` runs it with the directory to write to.
public final class FirstInputs {
  private static final BuiltImage PLAIN = image(Packing.NONE);
  private static final BuiltImage PACKED = image(Packing.GZIP);
  private static final String OCI_INDEX = "application/vnd.oci.image.index.v1+json";

  private FirstInputs() {}

  private static BuiltImage image(Packing packing) {
    return new ImageBuilder()
        .packing(packing)
        .layer(new TarWriter().file("etc/os-release", "ID=debian\n"), "COPY os-release /etc/")
        .layer(new TarWriter().whiteout("etc/os-release").symlink("lib", "usr/lib"), "RUN rm")
        .tag("app:1")
        .build();
  }

  public static void main(String[] arguments) throws IOException {
    Path directory = Path.of(arguments[0]);
    write(directory, "archives/docker", DockerArchive.of(PLAIN).bytes());
    write(directory, "archives/two", DockerArchive.of(PLAIN, PACKED).bytes());
    write(directory, "archives/oci", OciLayout.of(PACKED).archive());
    write(directory, "archives/nested", OciLayout.nested("app:1", PACKED, PLAIN).archive());
    write(directory, "archives/packed", Packing.GZIP.pack(DockerArchive.of(PLAIN).bytes()));
    write(directory, "stores/containerd", database());
    write(directory, "registry/image", answers(PACKED));
    write(directory, "registry/platforms", indexed(PACKED));
    write(directory, "daemon/image", exported());
    write(directory, "hygiene/archive", settings());
    for (int level : new int[] {1, 3, 9, 19}) {
      write(directory, "zstd/level-" + level, frames(level));
    }
  }

  private static void write(Path directory, String name, byte[] content) throws IOException {
    Path file = directory.resolve(name);
    Files.createDirectories(directory.resolve(name).resolveSibling("."));
    Files.write(file, content);
  }

  private static byte[] database() {
    String digest = PACKED.manifest().digest();
    BoltDatabase database = new BoltDatabase().put("3", "v1", "version");
    for (String name : new String[] {"docker.io/library/app:1", "example.org/b:2"}) {
      database.put(digest, "v1", "default", "images", name, "target", "digest");
      database.put(
          PACKED.manifest().mediaType(), "v1", "default", "images", name, "target", "mediatype");
    }
    return database.bytes();
  }

  private static byte[] answers(BuiltImage image) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    answer(all, image.manifest());
    image.blobs().forEach(blob -> answer(all, blob));
    return all.toByteArray();
  }

  private static byte[] indexed(BuiltImage image) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    answer(all, Blob.of(BuiltImage.index(image).bytes(), OCI_INDEX));
    all.writeBytes(answers(image));
    return all.toByteArray();
  }

  private static void answer(ByteArrayOutputStream all, Blob body) {
    if (all.size() > 0) {
      text(all, "\n%%\n");
    }
    text(all, "200\ncontent-type: " + body.mediaType() + "\n\n");
    all.writeBytes(body.bytes());
  }

  private static byte[] exported() {
    byte[] archive = DockerArchive.of(PLAIN).bytes();
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    text(all, "HTTP/1.1 200 OK\r\nContent-Length: 20\r\n\r\n{\"Id\":\"sha256:00aa\"}\n%%\n");
    text(all, "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n");
    text(all, Integer.toHexString(archive.length) + "\r\n");
    all.writeBytes(archive);
    text(all, "\r\n0\r\n\r\n");
    return all.toByteArray();
  }

  private static byte[] settings() throws IOException {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    text(all, "app/app.jar\n");
    all.writeBytes(
        Archives.jar()
            .with("BOOT-INF/classes/application.yml", "password: h7Gq2zLp9")
            .stored("WEB-INF/web.xml", "<a name='x.secret' value='h7Gq2zLp9'/>".getBytes(US_ASCII))
            .bytes());
    return all.toByteArray();
  }

  /// Texts and a class file, each in a frame of its own.
  private static byte[] frames(int level) throws IOException {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    try (InputStream in = FirstInputs.class.getResourceAsStream("FirstInputs.class")) {
      all.writeBytes(ReferenceDecoder.compress(in.readAllBytes(), level));
    }
    all.writeBytes(ReferenceDecoder.compress(DockerArchive.of(PLAIN).bytes(), level));
    all.writeBytes(ReferenceDecoder.compress("a".repeat(1000).getBytes(US_ASCII), level));
    return all.toByteArray();
  }

  private static void text(ByteArrayOutputStream all, String text) {
    all.writeBytes(text.getBytes(StandardCharsets.UTF_8));
  }
}
