package dev.drydock.cli.base;

import dev.drydock.base.cleaning.CandidateCleaning;
import dev.drydock.base.cleaning.StoredCandidate;
import dev.drydock.base.cleaning.StoredCandidate.Fate;
import dev.drydock.cli.command.Invocation;
import dev.drydock.cli.console.ErrorLine;
import dev.drydock.cli.console.ExitCode;
import dev.drydock.cli.console.Failure;
import dev.drydock.cli.console.Output;
import dev.drydock.cli.console.ProgressLine;
import dev.drydock.cli.standing.BaseCatalogue;
import dev.drydock.cli.standing.BaseRegistry;
import dev.drydock.cli.surroundings.Surroundings;
import dev.drydock.image.ImageException;
import dev.drydock.image.registry.ImageReference;
import dev.drydock.json.JsonWriter;
import dev.drydock.policy.rule.Span;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// `drydock base clean`: candidates that nobody has decided about are taken out of the registry,
/// once they are old and a newer one of their variant is there.
final class BaseCleanCommand {
  private static final String USUAL_AGE = "30d";

  private final Invocation invocation;
  private final Instant now;
  private final List<Row> rows = new ArrayList<>();

  private BaseCleanCommand(Invocation invocation, Instant now) {
    this.invocation = invocation;
    this.now = now;
  }

  /// @param removed whether it is gone
  private record Row(StoredCandidate candidate, Fate fate, boolean removed) {}

  static int run(Surroundings surroundings, Invocation invocation)
      throws IOException, InterruptedException, Failure {
    String format = invocation.format();
    invocation.arguments(0);
    Span age = age(invocation);
    BaseRegistry registry = BaseRegistry.of(surroundings, invocation);
    BaseCleanCommand command = new BaseCleanCommand(invocation, surroundings.clock().instant());
    IOException failure = null;
    try (ProgressLine progress = surroundings.progress(invocation);
        BaseCatalogue catalogue = new BaseCatalogue(surroundings, invocation, registry)) {
      for (ImageReference repository : catalogue.repositories()) {
        progress.stage("Looking at the candidates of " + repository.repository());
        command.clean(
            new CandidateCleaning(
                catalogue.repository(repository),
                registry.rules(),
                surroundings.limits(),
                surroundings.clock()),
            age);
      }
    } catch (IOException e) {
      failure = e; // what was removed before is told all the same
    }
    if (failure == null || command.removed() > 0) {
      Output.write(
          invocation.value("--output"),
          surroundings.out(),
          out -> {
            if (format.equals("json")) {
              command.json(out);
            } else {
              command.table(out);
            }
          });
    }
    if (failure != null) {
      throw command.told(failure);
    }
    return ExitCode.OK;
  }

  private static Span age(Invocation invocation) throws Failure {
    String given = invocation.value("--older-than");
    return Span.parse(given == null ? USUAL_AGE : given)
        .orElseThrow(
            () ->
                Failure.usage(
                    "--older-than can be "
                        + Span.FORMS
                        + ", not "
                        + ErrorLine.oneLine(String.valueOf(given))));
  }

  private void clean(CandidateCleaning cleaning, Span age)
      throws IOException, InterruptedException {
    for (StoredCandidate candidate : cleaning.candidates(age.length())) {
      if (candidate.fate() != Fate.SUPERSEDED || invocation.has("--dry-run")) {
        rows.add(new Row(candidate, candidate.fate(), false));
      } else {
        Fate fate = cleaning.remove(candidate);
        rows.add(new Row(candidate, fate, fate == Fate.SUPERSEDED));
      }
    }
  }

  private long removed() {
    return rows.stream().filter(Row::removed).count();
  }

  private Failure told(IOException failure) {
    boolean refused =
        failure instanceof ImageException told && told.kind() == ImageException.Kind.UNSUPPORTED;
    return Failure.input(
        ErrorLine.of(failure) + (refused && removed() == 0 ? "; nothing was removed" : ""),
        failure);
  }

  private void table(OutputStream out) throws IOException {
    StringBuilder text = new StringBuilder();
    long old = rows.stream().filter(row -> row.fate == Fate.SUPERSEDED).count();
    for (Row row : rows) {
      Long days = row.candidate.days(now);
      text.append(verb(row)).append("  ").append(ErrorLine.oneLine(row.candidate.reference()));
      text.append("  ")
          .append(days == null ? "" : days == 1 ? "1 day old; " : days + " days old; ");
      text.append(row.fate.words()).append('\n');
    }
    text.append(old)
        .append(old == 1 ? " candidate" : " candidates")
        .append(invocation.has("--dry-run") ? " would be removed, " : " removed, ")
        .append(rows.size() - old)
        .append(" kept\n");
    out.write(text.toString().getBytes(StandardCharsets.UTF_8));
  }

  private String verb(Row row) {
    return row.fate != Fate.SUPERSEDED ? "kept" : row.removed ? "removed" : "would be removed";
  }

  private void json(OutputStream out) throws IOException {
    JsonWriter json = new JsonWriter(out);
    json.object().member("schemaVersion", 1L).array("candidates");
    for (Row row : rows) {
      StoredCandidate candidate = row.candidate;
      json.object()
          .member("reference", candidate.reference())
          .member("digest", candidate.digest().toString())
          .member("tags", candidate.tags())
          .member("told", text(candidate.told()))
          .member("fate", row.fate.name().toLowerCase(Locale.ROOT))
          .member("reason", row.fate.words())
          .member("removed", row.removed)
          .end();
    }
    json.end().end().flush();
  }

  private static @Nullable String text(@Nullable Instant time) {
    return time == null ? null : time.toString();
  }
}
