package dev.drydock.cli.key;

import dev.drydock.attest.key.KeyAlgorithm;
import dev.drydock.attest.key.NewKeyPair;
import dev.drydock.attest.key.Passphrase;
import dev.drydock.cli.command.Invocation;
import dev.drydock.cli.console.ErrorLine;
import dev.drydock.cli.console.ExitCode;
import dev.drydock.cli.console.Failure;
import dev.drydock.cli.console.PathArgument;
import dev.drydock.cli.console.Suggestion;
import dev.drydock.cli.surroundings.Surroundings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.List;

/// `drydock key generate`: a pair of keys to sign with, the private one encrypted.
public final class KeyCommand {
  private static final List<String> ALGORITHMS =
      List.of("ecdsa-p256", "ecdsa-p384", "ed25519", "rsa");

  private KeyCommand() {}

  public static int run(Surroundings surroundings, Invocation invocation)
      throws IOException, Failure {
    List<String> arguments = invocation.arguments(1);
    String name = arguments.isEmpty() ? "drydock" : arguments.getFirst();
    KeyAlgorithm algorithm = algorithm(invocation);
    Path privateFile = PathArgument.of(name + ".key");
    Path publicFile = PathArgument.of(name + ".pub");
    for (Path file : List.of(privateFile, publicFile)) {
      if (Files.exists(file)) {
        throw Failure.input(
            file + " is there already, and keys are not overwritten; choose another name", null);
      }
    }
    NewKeyPair pair;
    try (Passphrase passphrase = new KeyFileOptions(surroundings, invocation).newPassphrase()) {
      pair = NewKeyPair.generate(algorithm, passphrase, new SecureRandom());
    }
    writeSecret(privateFile, pair.privateKey());
    Files.writeString(publicFile, pair.publicKey(), StandardOpenOption.CREATE_NEW);
    if (!invocation.has("--quiet")) {
      surroundings
          .err()
          .println(
              "drydock: wrote "
                  + privateFile
                  + ", which only you may see, and "
                  + publicFile
                  + ", which whoever verifies needs");
    }
    return ExitCode.OK;
  }

  private static KeyAlgorithm algorithm(Invocation invocation) throws Failure {
    String wanted = invocation.value("--algorithm");
    return switch (wanted) {
      case null -> KeyAlgorithm.ECDSA_P256;
      case "ecdsa-p256" -> KeyAlgorithm.ECDSA_P256;
      case "ecdsa-p384" -> KeyAlgorithm.ECDSA_P384;
      case "ed25519" -> KeyAlgorithm.ED25519;
      case "rsa" -> KeyAlgorithm.RSA;
      default ->
          throw Failure.usage(
              "there is no algorithm '"
                  + ErrorLine.oneLine(wanted)
                  + "'"
                  + Suggestion.of(wanted, ALGORITHMS)
                  + "; it can be "
                  + String.join(", ", ALGORITHMS));
    };
  }

  /// Never, not for a moment, to be read by others.
  private static void writeSecret(Path file, String text) throws IOException {
    try {
      Files.createFile(
          file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    } catch (UnsupportedOperationException _) {
      Files.createFile(file); // the file system knows no such rights
    }
    Files.write(file, text.getBytes(StandardCharsets.US_ASCII), StandardOpenOption.WRITE);
  }
}
