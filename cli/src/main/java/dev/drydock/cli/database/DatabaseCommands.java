package dev.drydock.cli.database;

import dev.drydock.advisory.feed.FeedFetcher;
import dev.drydock.advisory.feed.FeedSources;
import dev.drydock.advisory.index.IndexBuilder;
import dev.drydock.advisory.store.AdvisoryStatus;
import dev.drydock.advisory.store.AdvisoryStore;
import dev.drydock.cli.command.Invocation;
import dev.drydock.cli.console.ErrorLine;
import dev.drydock.cli.console.ExitCode;
import dev.drydock.cli.console.Failure;
import dev.drydock.cli.console.Output;
import dev.drydock.cli.console.PathArgument;
import dev.drydock.cli.console.ProgressLine;
import dev.drydock.cli.surroundings.Surroundings;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// `drydock db …`: the advisories of this machine.
public final class DatabaseCommands {
  private DatabaseCommands() {}

  public static int run(Surroundings surroundings, Invocation invocation)
      throws IOException, InterruptedException, Failure {
    AdvisoryStore store = LocalAdvisories.store(surroundings, invocation);
    try (ProgressLine progress = surroundings.progress(invocation)) {
      switch (invocation.command()) {
        case "db status" -> status(surroundings, invocation, store);
        case "db update" -> update(surroundings, invocation, store, progress);
        case "db build" -> build(surroundings, invocation, progress);
        case "db export" -> {
          Path bundle = PathArgument.of(invocation.argument("a file to write the bundle to"));
          progress.stage("Writing " + bundle);
          store.exportTo(bundle);
          progress.finish();
          say(surroundings, invocation, "wrote " + bundle + "; `drydock db import` takes it");
        }
        default -> {
          Path bundle = PathArgument.of(invocation.argument("the bundle of a `db export`"));
          progress.stage("Reading " + bundle);
          AdvisoryStatus status = store.importFrom(bundle);
          progress.finish();
          say(surroundings, invocation, "imported advisories, " + age(status));
        }
      }
    }
    return ExitCode.OK;
  }

  private static void status(Surroundings surroundings, Invocation invocation, AdvisoryStore store)
      throws IOException, Failure {
    String format = invocation.format();
    AdvisoryStatus status = store.status();
    Output.write(
        null,
        surroundings.out(),
        out -> {
          if (format.equals("json")) {
            StatusReport.json(status, out);
          } else {
            StatusReport.table(status, out);
          }
        });
  }

  private static void update(
      Surroundings surroundings, Invocation invocation, AdvisoryStore store, ProgressLine progress)
      throws IOException, InterruptedException, Failure {
    if (invocation.has("--offline")) {
      throw Failure.usage(
          "db update needs the network and --offline forbids it; on a machine without one, use"
              + " `drydock db import FILE`");
    }
    FeedSources sources = sources(invocation.value("--mirror"), invocation.values("--ecosystem"));
    AdvisoryStore.Update update =
        store.update(new FeedFetcher(surroundings.client(), sources, progress), progress);
    progress.finish();
    List<String> missing = update.fetched().missing();
    if (!missing.isEmpty()) {
      say(surroundings, invocation, "the mirror has no " + String.join(", ", missing));
    }
    AdvisoryStatus status = store.status();
    say(
        surroundings,
        invocation,
        update.built() == null
            ? "advisories were up to date, " + age(status)
            : "advisories updated, "
                + age(status)
                + (update.built().damaged().isEmpty()
                    ? ""
                    : "; " + update.built().damaged().size() + " records could not be read"));
  }

  private static FeedSources sources(@Nullable String mirror, List<String> ecosystems)
      throws Failure {
    FeedSources official = FeedSources.official();
    List<String> wanted = ecosystems.isEmpty() ? official.ecosystems() : ecosystems;
    if (mirror == null) {
      return new FeedSources(official.osvMirror(), wanted, official.kev(), official.epss());
    }
    try {
      URI base = URI.create(mirror);
      String scheme = String.valueOf(base.getScheme());
      if (base.getHost() != null && (scheme.equals("https") || scheme.equals("http"))) {
        return FeedSources.mirror(base, wanted);
      }
    } catch (IllegalArgumentException _) {
      // said below
    }
    throw Failure.usage(
        "--mirror wants the address of a mirror, such as https://mirror.example.org/feeds/, not "
            + ErrorLine.oneLine(mirror)
            + "; a directory is compiled with `drydock db build DIR -o FILE`");
  }

  private static void build(Surroundings surroundings, Invocation invocation, ProgressLine progress)
      throws IOException, Failure {
    Path feeds = PathArgument.of(invocation.argument("a directory of feeds"));
    String target = invocation.value("--output");
    if (target == null) {
      throw Failure.usage("db build needs a file to write the index to: -o FILE");
    }
    IndexBuilder.Built built =
        new IndexBuilder(surroundings.limits(), surroundings.clock().instant(), progress)
            .build(feeds, PathArgument.of(target));
    progress.finish();
    for (String damaged : built.damaged()) {
      say(surroundings, invocation, "left out: " + ErrorLine.oneLine(damaged));
    }
    say(
        surroundings,
        invocation,
        "wrote "
            + built.file()
            + ": "
            + built.advisories()
            + " advisories, "
            + built.bytes()
            + " bytes");
  }

  private static String age(AdvisoryStatus status) {
    String age = status.ageInWords();
    return age.isEmpty() ? "of unknown age" : "the newest " + age + " old";
  }

  /// To standard error: what a command did is no data.
  private static void say(Surroundings surroundings, Invocation invocation, String words) {
    if (!invocation.has("--quiet")) {
      surroundings.err().println("drydock: " + words);
    }
  }
}
