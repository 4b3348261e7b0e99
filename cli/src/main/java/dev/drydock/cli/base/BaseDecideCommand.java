package dev.drydock.cli.base;

import dev.drydock.approval.BaseContent;
import dev.drydock.approval.Decision;
import dev.drydock.approval.Decision.Kind;
import dev.drydock.approval.Judgement;
import dev.drydock.approval.Vote;
import dev.drydock.cli.command.Invocation;
import dev.drydock.cli.console.ErrorLine;
import dev.drydock.cli.console.ExitCode;
import dev.drydock.cli.console.Failure;
import dev.drydock.cli.console.Output;
import dev.drydock.cli.console.ProgressLine;
import dev.drydock.cli.surroundings.Surroundings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// `drydock base deprecate`, `base retire` and `base revoke`: an approval is limited or ended, by
/// any one of the approvers.
final class BaseDecideCommand {
  private BaseDecideCommand() {}

  static int run(Surroundings surroundings, Invocation invocation)
      throws IOException, InterruptedException, Failure {
    Kind kind =
        switch (invocation.command()) {
          case "base deprecate" -> Kind.DEPRECATED;
          case "base retire" -> Kind.RETIRED;
          default -> Kind.REVOKED;
        };
    String replacement = invocation.value("--replacement");
    if (kind == Kind.DEPRECATED && (replacement == null || replacement.isBlank())) {
      throw Failure.usage(
          "base deprecate needs --replacement IMAGE: what to take instead; `base retire` needs none");
    }
    List<String> lines;
    try (ProgressLine progress = surroundings.progress(invocation)) {
      progress.stage("Looking at what was decided");
      try (BaseOffice office = BaseOffice.open(surroundings, invocation)) {
        lines = decide(office, kind, replacement);
      }
    }
    byte[] text = (String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8);
    Output.write(null, surroundings.out(), out -> out.write(text));
    return ExitCode.OK;
  }

  private static List<String> decide(BaseOffice office, Kind kind, @Nullable String replacement)
      throws IOException, InterruptedException, Failure {
    Judgement before = office.judgement();
    if (kind == Kind.DEPRECATED && before.approvals().isEmpty()) {
      throw Failure.input(
          office.name()
              + " is not approved, so that it cannot be deprecated: "
              + ErrorLine.oneLine(before.words()),
          null);
    }
    Vote own = office.own(before);
    if (own == null
        || own.decision().kind() != kind
        || !Objects.equals(own.decision().replacement(), replacement)) {
      office.write(decision(office, before, kind, replacement));
    } else {
      office.complete(own);
    }
    Judgement after = office.judgement();
    List<String> lines = new ArrayList<>();
    lines.add(office.name() + ": " + ErrorLine.oneLine(after.words()));
    lines.addAll(BaseOffice.refused(after));
    lines.addAll(office.settle(after));
    return lines;
  }

  private static Decision decision(
      BaseOffice office, Judgement before, Kind kind, @Nullable String replacement)
      throws IOException, InterruptedException, Failure {
    BaseContent content = before.content().images().isEmpty() ? office.content() : before.content();
    String family = before.family();
    return new Decision(
        kind,
        family == null ? office.family() : family,
        office.variant(),
        office.person(),
        office.reason(),
        office.now(),
        null,
        office.tag(before).toString(),
        office.moving(before),
        null,
        replacement,
        content,
        List.of(),
        null);
  }
}
