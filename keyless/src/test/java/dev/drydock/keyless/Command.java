package dev.drydock.keyless;

import dev.drydock.cli.Main;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/// One command, run in this process as a user would run it in a home directory of its own.
record Command(int exitCode, String out, String err) {

  static Command run(Path home, Map<String, String> environment, String... args) {
    Map<String, String> all = new HashMap<>(environment);
    all.put("HOME", home.toString());
    all.put("XDG_CACHE_HOME", home.resolve("cache").toString());
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    try (PrintStream data = new PrintStream(out, true, StandardCharsets.UTF_8);
        PrintStream errors = new PrintStream(err, true, StandardCharsets.UTF_8)) {
      int exitCode = Main.run(data, errors, all, args);
      return new Command(
          exitCode, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }
  }
}
