package dev.drydock.cli.database;

import dev.drydock.advisory.Advisories;
import dev.drydock.advisory.store.AdvisoryStore;
import dev.drydock.cli.command.Invocation;
import dev.drydock.cli.console.Failure;
import dev.drydock.cli.console.PathArgument;
import dev.drydock.cli.console.ProgressLine;
import dev.drydock.cli.surroundings.Surroundings;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// The advisories that one command works with: those of this machine, or the ones that the user
/// names.
public final class LocalAdvisories {
  private LocalAdvisories() {}

  public static Advisories open(
      Surroundings surroundings, Invocation invocation, ProgressLine progress)
      throws IOException, InterruptedException, Failure {
    AdvisoryStore store = store(surroundings, invocation);
    String given = invocation.value("--advisories");
    return given == null ? store.open() : store.open(PathArgument.of(given), progress);
  }

  /// Where this machine keeps them.
  static AdvisoryStore store(Surroundings surroundings, Invocation invocation) throws Failure {
    Path cache = surroundings.cacheDirectory(invocation.value("--cache-dir"));
    return new AdvisoryStore(
        cache.resolve("advisories"),
        snapshot(surroundings.home()),
        surroundings.limits(),
        surroundings.clock());
  }

  /// What is shipped, so that the first scan needs no network.
  private static @Nullable Path snapshot(@Nullable Path home) {
    return home == null ? null : home.resolve("advisories").resolve("snapshot.idx");
  }
}
