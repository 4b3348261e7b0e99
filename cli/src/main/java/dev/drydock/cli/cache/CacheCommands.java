package dev.drydock.cli.cache;

import dev.drydock.cache.DirectoryStore;
import dev.drydock.cli.command.Invocation;
import dev.drydock.cli.console.ExitCode;
import dev.drydock.cli.console.Failure;
import dev.drydock.cli.console.Output;
import dev.drydock.cli.surroundings.Surroundings;
import dev.drydock.json.JsonWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/// `drydock cache …`: what was found in layers, kept on this machine.
public final class CacheCommands {
  private CacheCommands() {}

  public static int run(Surroundings surroundings, Invocation invocation)
      throws IOException, Failure {
    DirectoryStore store = LayerCaches.own(surroundings, invocation);
    if (invocation.command().equals("cache clean")) {
      DirectoryStore.Status before = store.clean();
      if (!invocation.has("--quiet")) {
        surroundings
            .err()
            .println(
                "drydock: took away "
                    + layers(before.entries())
                    + " ("
                    + megabytes(before.bytes())
                    + ") from "
                    + before.directory());
      }
      return ExitCode.OK;
    }
    DirectoryStore.Status status = store.status();
    long most = LayerCaches.size(surroundings);
    String format = invocation.format();
    Output.write(
        null,
        surroundings.out(),
        out -> {
          if (format.equals("json")) {
            new JsonWriter(out)
                .object()
                .member("directory", status.directory().toString())
                .member("entries", status.entries())
                .member("bytes", status.bytes())
                .member("maxBytes", most)
                .member("oldestUse", status.lastUse() == null ? null : status.lastUse().toString())
                .end()
                .flush();
          } else {
            String text =
                "Layer cache: %s%n%s, %s of at most %s%n"
                    .formatted(
                        status.directory(),
                        layers(status.entries()),
                        megabytes(status.bytes()),
                        megabytes(most));
            out.write(text.getBytes(StandardCharsets.UTF_8));
          }
        });
    return ExitCode.OK;
  }

  private static String layers(int count) {
    return count == 1 ? "1 layer" : count + " layers";
  }

  private static String megabytes(long bytes) {
    return String.format(Locale.ROOT, "%.1f MB", bytes / (double) (1 << 20));
  }
}
