package dev.drydock.cli.key;

import dev.drydock.attest.key.KeyException;
import dev.drydock.attest.key.KeyFiles;
import dev.drydock.attest.key.Passphrase;
import dev.drydock.attest.key.SigningKey;
import dev.drydock.attest.key.VerificationKey;
import dev.drydock.cli.command.Invocation;
import dev.drydock.cli.console.ErrorLine;
import dev.drydock.cli.console.Failure;
import dev.drydock.cli.console.PathArgument;
import dev.drydock.cli.surroundings.Surroundings;
import dev.drydock.limits.Bounded;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The keys that the user names: files, or environment variables that hold what would be in them;
/// and their passphrases.
public final class KeyFileOptions {
  private static final int MOST = 64 << 10;
  private static final String VARIABLE = "env://";
  private static final List<String> PASSWORDS = List.of("DRYDOCK_KEY_PASSWORD", "COSIGN_PASSWORD");

  private final Surroundings surroundings;
  private final Invocation invocation;

  public KeyFileOptions(Surroundings surroundings, Invocation invocation) {
    this.surroundings = surroundings;
    this.invocation = invocation;
  }

  public SigningKey signingKey() throws IOException, Failure {
    String name = invocation.value("--key");
    if (name == null) {
      throw Failure.usage(
          invocation.command()
              + " needs a private key, --key FILE; `drydock key generate` makes one"
              + (invocation.canBe("--keyless") ? "; or sign as who you are, --keyless" : ""));
    }
    return signingKey(name);
  }

  /// @param name as `--key` has it
  public SigningKey signingKey(String name) throws IOException, Failure {
    byte[] file = content(name);
    try {
      return KeyFiles.signingKey(
          file, () -> passphrase("Passphrase of " + name + ": "), shown(name));
    } finally {
      Arrays.fill(file, (byte) 0);
    }
  }

  public List<VerificationKey> verificationKeys() throws IOException, Failure {
    List<String> names = invocation.values("--key");
    if (names.isEmpty()) {
      throw Failure.usage(
          invocation.command()
              + " needs a public key that you trust, --key FILE; several with"
              + " commas, of which one is enough; or an identity, --certificate-identity");
    }
    return keysOf("--key");
  }

  /// The public keys of another option, which may have none.
  public List<VerificationKey> keysOf(String option) throws IOException, Failure {
    List<VerificationKey> keys = new ArrayList<>();
    for (String name : invocation.values(option)) {
      keys.add(KeyFiles.verificationKey(content(name), shown(name)));
    }
    return keys;
  }

  /// A passphrase for a key that is about to be made, typed twice where somebody types it.
  Passphrase newPassphrase() throws IOException, Failure {
    char[] told = told();
    if (told != null) {
      return Passphrase.of(told);
    }
    char[] typed = surroundings.askUnseen("Passphrase of the new key: ");
    char[] again = typed == null ? null : surroundings.askUnseen("The same again: ");
    if (typed == null || again == null) {
      throw nobodySays();
    }
    boolean same = Arrays.equals(typed, again);
    Arrays.fill(again, '\0');
    if (!same) {
      Arrays.fill(typed, '\0');
      throw new KeyException("the two passphrases are not the same; try again");
    }
    return Passphrase.of(typed);
  }

  private Passphrase passphrase(String prompt) throws KeyException {
    try {
      char[] told = told();
      char[] known = told == null ? surroundings.askUnseen(ErrorLine.oneLine(prompt) + " ") : told;
      if (known == null) {
        throw nobodySays();
      }
      return Passphrase.of(known);
    } catch (KeyException e) {
      throw e;
    } catch (IOException e) {
      throw new KeyException("the passphrase cannot be read: " + ErrorLine.of(e));
    } catch (Failure e) {
      throw new KeyException(String.valueOf(e.getMessage()));
    }
  }

  /// From where no person has to type it; `null` where it is nowhere.
  private char @Nullable [] told() throws IOException, Failure {
    String file = invocation.value("--password-file");
    if (file != null) {
      return decoded(Bounded.readFile(PathArgument.of(file), MOST));
    }
    for (String name : PASSWORDS) {
      String value = surroundings.environment().get(name);
      if (value != null) {
        return value.toCharArray();
      }
    }
    return null;
  }

  /// The characters of a file, which is wiped, without an editor's line end.
  private static char[] decoded(byte[] bytes) {
    char[] room = new char[bytes.length];
    CharBuffer decoded = CharBuffer.wrap(room);
    StandardCharsets.UTF_8
        .newDecoder()
        .onMalformedInput(CodingErrorAction.REPLACE)
        .decode(ByteBuffer.wrap(bytes), decoded, true);
    Arrays.fill(bytes, (byte) 0);
    int length = decoded.position();
    if (length > 0 && room[length - 1] == '\n') {
      length -= length > 1 && room[length - 2] == '\r' ? 2 : 1;
    }
    char[] characters = Arrays.copyOf(room, length);
    Arrays.fill(room, '\0');
    return characters;
  }

  private static KeyException nobodySays() {
    return new KeyException(
        "the key needs a passphrase; set DRYDOCK_KEY_PASSWORD, or name a file with --password-file");
  }

  private byte[] content(String name) throws IOException, Failure {
    if (!name.startsWith(VARIABLE)) {
      return Bounded.readFile(PathArgument.of(name), MOST);
    }
    String variable = name.substring(VARIABLE.length());
    String value = surroundings.environment().get(variable);
    if (value == null || value.isEmpty()) {
      throw Failure.input(
          "the environment variable "
              + ErrorLine.oneLine(variable)
              + " is not set; it has to hold the key in PEM form",
          null);
    }
    return value.getBytes(StandardCharsets.UTF_8);
  }

  private static String shown(String name) {
    return ErrorLine.oneLine(name);
  }
}
