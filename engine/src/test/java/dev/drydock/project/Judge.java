package dev.drydock.project;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.json.JsonWriter;
import dev.drydock.testkit.Tools;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// A program of the machine that reads texts as a JSON array and prints one word for each.
public final class Judge {
  private Judge() {}

  /// What a script, which runs with `program -e` or `-c`, prints for the texts: a line for each.
  ///
  /// @param debianPackage what to install to have the program
  public static List<String> judge(
      String program, String debianPackage, String flag, String script, List<String> texts)
      throws IOException, InterruptedException {
    Path executable = Tools.require(program, debianPackage);
    Path output = Files.createTempFile("judge", ".txt");
    Path errors = Files.createTempFile("judge", ".err");
    try {
      Process process =
          new ProcessBuilder(executable.toString(), flag, script)
              .redirectOutput(output.toFile())
              .redirectError(errors.toFile())
              .start();
      try (OutputStream input = process.getOutputStream()) {
        input.write(json(texts));
      }
      int code = process.waitFor();
      String said = Files.readString(errors);
      if (code == 77) {
        throw Tools.missing(said.strip());
      }
      assertThat(said).isEmpty();
      assertThat(code).isZero();
      return Files.readString(output).lines().toList();
    } finally {
      Files.delete(output);
      Files.delete(errors);
    }
  }

  private static byte[] json(List<String> texts) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JsonWriter writer = new JsonWriter(bytes)) {
      writer.object().member("texts", texts).end();
    }
    return bytes.toByteArray();
  }
}
