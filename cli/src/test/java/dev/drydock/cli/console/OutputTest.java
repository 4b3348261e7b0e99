package dev.drydock.cli.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutputTest {
  private static final byte[] NEW = "new".getBytes(StandardCharsets.UTF_8);

  @TempDir private Path directory;
  private final ByteArrayOutputStream standard = new ByteArrayOutputStream();

  @Test
  void aFileIsReplacedAsAWhole() throws Exception {
    Path file = Files.writeString(directory.resolve("report"), "old");

    Output.write(file.toString(), standard, out -> out.write(NEW));

    assertThat(file).hasContent("new");
    assertThat(standard.size()).isZero();
    nothingElseThan("report");
  }

  @Test
  void whereWritingFailsTheOldFileStaysAndNoDraft() throws IOException {
    Path file = Files.writeString(directory.resolve("report"), "old");

    assertThatThrownBy(
            () ->
                Output.write(
                    file.toString(),
                    standard,
                    out -> {
                      out.write(NEW);
                      out.flush();
                      throw new IOException("the disk is gone");
                    }))
        .hasMessage("the disk is gone");

    assertThat(file).hasContent("old");
    nothingElseThan("report");
  }

  @Test
  void aLinkStaysALink() throws Exception {
    Path file = Files.writeString(directory.resolve("report"), "old");
    Path link = Files.createSymbolicLink(directory.resolve("link"), file);

    Output.write(link.toString(), standard, out -> out.write(NEW));

    assertThat(link).isSymbolicLink();
    assertThat(file).hasContent("new");
  }

  @Test
  void aMissingDirectoryIsNamed() {
    Path file = directory.resolve("no").resolve("report");

    assertThatThrownBy(() -> Output.write(file.toString(), standard, out -> out.write(NEW)))
        .isInstanceOf(Failure.class)
        .hasMessage(
            directory.resolve("no") + " does not exist; make it, or choose another file with -o");
  }

  @Test
  void aDirectoryIsNoFile() {
    assertThatThrownBy(() -> Output.write(directory.toString(), standard, out -> out.write(NEW)))
        .isInstanceOf(Failure.class)
        .hasMessage(directory + " is a directory; name a file in it with -o");
  }

  @Test
  void standardOutputIsTheDefaultAndHasASign() throws Exception {
    Output.write(null, standard, out -> out.write(NEW));
    Output.write("-", standard, out -> out.write(NEW));

    assertThat(standard).hasToString("newnew");
  }

  @Test
  void aReaderWhoHasSeenEnoughIsNoError() throws Exception {
    Output.write(null, failing("Broken pipe"), out -> out.write(NEW));
  }

  @Test
  void anotherFailureOfStandardOutputIsAnError() {
    assertThatThrownBy(
            () -> Output.write(null, failing("No space left on device"), out -> out.write(NEW)))
        .isInstanceOf(Failure.class)
        .hasMessage("standard output cannot be written: No space left on device");
  }

  private static OutputStream failing(String message) {
    return new OutputStream() {
      @Override
      public void write(int b) throws IOException {
        throw new IOException(message);
      }
    };
  }

  private void nothingElseThan(String name) throws IOException {
    try (Stream<Path> all = Files.list(directory)) {
      assertThat(all).extracting(Path::getFileName).containsExactly(Path.of(name));
    }
  }
}
