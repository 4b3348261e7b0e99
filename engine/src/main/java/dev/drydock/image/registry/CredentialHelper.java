package dev.drydock.image.registry;

import dev.drydock.json.Json;
import dev.drydock.json.JsonReader;
import dev.drydock.limits.Bounded;
import dev.drydock.limits.LimitExceededException;
import dev.drydock.limits.Limits;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Programs named `docker-credential-NAME` that keep credentials in a key chain or get them from a
/// cloud (docker-credential-helpers protocol): `get`, the server's name on standard input, JSON on
/// standard output.
final class CredentialHelper {
  private static final int MAX_OUTPUT = 256 << 10;
  private static final int MAX_NAME = 64;

  private final Limits limits;
  private final Duration timeout;
  private final @Nullable Path directory;

  /// @param directory where the programs are; `null` for `PATH`
  CredentialHelper(Limits limits, Duration timeout, @Nullable Path directory) {
    this.limits = limits;
    this.timeout = timeout;
    this.directory = directory;
  }

  Optional<Credentials> get(String name, String server) throws IOException, InterruptedException {
    if (!isName(name)) {
      throw new IOException(
          "the credential helper's name in the Docker configuration has other characters than"
              + " letters, digits, - and _");
    }
    String program = "docker-credential-" + name;
    Process process;
    try {
      process =
          new ProcessBuilder(
                  directory == null ? program : directory.resolve(program).toString(), "get")
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
    } catch (IOException e) {
      throw new IOException(
          program + " is named in the Docker configuration and cannot be started; is it on PATH?",
          e);
    }
    // a helper that hangs is ended, which ends the reading below
    Thread watch = Thread.ofVirtual().start(() -> endLate(process));
    try {
      try (OutputStream in = process.getOutputStream()) {
        in.write(server.getBytes(StandardCharsets.UTF_8));
      } catch (IOException _) {
        // it may answer without having read; its exit code tells
      }
      byte[] output;
      try (InputStream out = process.getInputStream()) {
        output = Bounded.readAll(out, MAX_OUTPUT, program);
      } catch (LimitExceededException e) {
        throw e;
      } catch (IOException e) {
        throw new IOException(program + " gave no answer within " + timeout.toSeconds() + " s", e);
      }
      int exit = process.waitFor();
      return answer(program, exit, output);
    } finally {
      watch.interrupt();
      process.destroyForcibly();
    }
  }

  private Optional<Credentials> answer(String program, int exit, byte[] output) throws IOException {
    if (exit != 0) {
      String said = new String(output, StandardCharsets.UTF_8).toLowerCase(Locale.ROOT);
      if (said.contains("credentials not found")) {
        return Optional.empty();
      }
      throw new IOException(program + " get failed (exit code " + exit + ")");
    }
    Json json;
    try {
      json = new JsonReader(limits).read(output, "the answer of " + program);
    } catch (IOException _) {
      // not as the cause either: the parser may quote a secret
      throw new IOException(program + " did not answer with JSON");
    }
    String user = json.text("Username");
    String secret = json.text("Secret");
    if (user == null || secret == null || secret.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        user.equals("<token>")
            ? new Credentials.IdentityToken(secret)
            : new Credentials.UserPassword(user, secret));
  }

  private void endLate(Process process) {
    try {
      if (!process.waitFor(timeout.toMillis(), TimeUnit.MILLISECONDS)) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
      }
    } catch (InterruptedException _) {
      // the answer came in time
    }
  }

  private static boolean isName(String name) {
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      if (!(c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9')
          && c != '-'
          && c != '_') {
        return false;
      }
    }
    return !name.isEmpty() && name.length() <= MAX_NAME;
  }
}
