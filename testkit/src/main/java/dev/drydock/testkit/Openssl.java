package dev.drydock.testkit;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// The `openssl` program, as a judge of keys and signatures.
public final class Openssl {
  private final Path directory;
  private final String program;

  /// Skips the test where there is no `openssl`.
  ///
  /// @param directory where files are read and written
  public Openssl(Path directory) {
    this.directory = directory;
    this.program = Tools.require("openssl", "openssl").toString();
  }

  /// What it prints.
  ///
  /// @throws IOException where it fails, with what it says
  public String run(String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(program));
    command.addAll(List.of(arguments));
    Process process =
        new ProcessBuilder(command).directory(directory.toFile()).redirectErrorStream(true).start();
    process.getOutputStream().close();
    String output =
        new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    if (process.waitFor() != 0) {
      throw new IOException(String.join(" ", command) + ": " + output);
    }
    return output;
  }

  /// What it wrote into a file.
  public byte[] file(String name) throws IOException {
    return Files.readAllBytes(directory.resolve(name));
  }

  /// Whether a signature of ECDSA or RSA by SHA-256 or SHA-384 is one of the key.
  public boolean verifies(String publicKey, String hash, byte[] message, byte[] signature)
      throws IOException, InterruptedException {
    Files.writeString(directory.resolve("judged.pub"), publicKey);
    Files.write(directory.resolve("judged.message"), message);
    Files.write(directory.resolve("judged.signature"), signature);
    return run(
            "dgst",
            "-" + hash,
            "-verify",
            "judged.pub",
            "-signature",
            "judged.signature",
            "judged.message")
        .equals("Verified OK");
  }
}
