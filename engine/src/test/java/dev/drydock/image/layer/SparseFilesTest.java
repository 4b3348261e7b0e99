package dev.drydock.image.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drydock.image.ImageException;
import dev.drydock.testkit.Blob;
import dev.drydock.testkit.TarWriter;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SparseFilesTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--format=gnu",
        "--format=posix --sparse-version=0.0",
        "--format=posix --sparse-version=0.1",
        "--format=posix --sparse-version=1.0"
      })
  void whatGnuTarStoresWithHolesHasItsHolesBack(String options, @TempDir Path directory)
      throws Exception {
    Path tar = Path.of("/usr/bin/tar");
    Assumptions.assumeTrue(Files.isExecutable(tar), "GNU tar is not installed");
    Path file = directory.resolve("holes");
    try (RandomAccessFile out = new RandomAccessFile(file.toFile(), "rw")) {
      for (int i = 0; i < 40; i++) { // more pieces than fit into the first header
        out.seek(i * 200_000L);
        out.write(("piece " + i).getBytes(StandardCharsets.US_ASCII));
      }
      out.setLength(9_000_000);
    }
    Files.writeString(directory.resolve("plain"), "plain");
    Path archive = directory.resolve("a.tar");
    List<String> command = new java.util.ArrayList<>(List.of(tar.toString(), "--sparse"));
    command.addAll(Arrays.asList(options.split(" ")));
    command.addAll(
        List.of("-cf", archive.toString(), "-C", directory.toString(), "holes", "plain"));
    Process process = new ProcessBuilder(command).inheritIO().start();
    assertThat(process.waitFor()).isZero();
    byte[] bytes = Files.readAllBytes(archive);
    Assumptions.assumeTrue(bytes.length < 4_000_000, "the file system keeps no holes");
    List<String> lines = Walks.both(bytes);
    assertThat(lines).hasSize(2);
    assertThat(lines.getFirst())
        .startsWith("FILE holes ")
        .endsWith(Blob.sha256(Files.readAllBytes(file)));
    assertThat(lines.getLast()).startsWith("FILE plain ").endsWith("=plain");
  }

  @Test
  void mapsThatContradictThemselvesAreDamage() {
    for (String map : List.of("5,5,3,1", "0,9999", "x", "1", "9,1,1,1", "0,-1")) {
      byte[] tar =
          new TarWriter()
              .pax("GNU.sparse.size", "20")
              .pax("GNU.sparse.map", map)
              .file("f", "1234567890")
              .bytes();
      assertThatThrownBy(() -> Walks.both(tar))
          .as(map)
          .isInstanceOf(ImageException.class)
          .hasMessageContaining("holes");
    }
  }

  @Test
  void aSmallMapIsRead() throws IOException, InterruptedException {
    byte[] tar =
        new TarWriter()
            .pax("GNU.sparse.size", "8")
            .pax("GNU.sparse.name", "real")
            .pax("GNU.sparse.map", "1,2,5,1")
            .file("GNUSparseFile.0/real", "abc")
            .bytes();
    assertThat(Walks.both(tar)).containsExactly("FILE real 644 =\0ab\0\0c\0\0");
  }
}
