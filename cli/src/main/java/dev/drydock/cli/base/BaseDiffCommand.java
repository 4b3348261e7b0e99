package dev.drydock.cli.base;

import dev.drydock.base.comparison.BaseComparison;
import dev.drydock.base.comparison.ComparisonJson;
import dev.drydock.base.comparison.ComparisonText;
import dev.drydock.base.comparison.ExaminedBase;
import dev.drydock.base.declaration.Hardening;
import dev.drydock.base.hardening.HardeningReview;
import dev.drydock.base.pipeline.Workshop.Examination;
import dev.drydock.cli.base.workshop.BaseWorkshop;
import dev.drydock.cli.command.Invocation;
import dev.drydock.cli.console.ErrorLine;
import dev.drydock.cli.console.ExitCode;
import dev.drydock.cli.console.Failure;
import dev.drydock.cli.console.Output;
import dev.drydock.cli.surroundings.Surroundings;
import dev.drydock.image.Digest;
import dev.drydock.image.registry.ImageReference;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// `drydock base diff`: what is different between two versions of a base.
final class BaseDiffCommand {
  private BaseDiffCommand() {}

  static int run(Surroundings surroundings, Invocation invocation)
      throws IOException, InterruptedException, Failure {
    String format = invocation.format();
    Hardening hardening = new Hardening(profile(invocation), null, List.of());
    List<String> names = invocation.arguments(2);
    if (names.size() < 2) {
      throw Failure.usage(
          "base diff needs two images, the older one first; see `drydock base diff --help`");
    }
    BaseComparison comparison;
    try (BaseWorkshop workshop = new BaseWorkshop(surroundings, invocation)) {
      comparison =
          BaseComparison.of(
              examined(workshop, names.get(0), hardening),
              examined(workshop, names.get(1), hardening));
    }
    Output.write(
        invocation.value("--output"),
        surroundings.out(),
        out -> {
          switch (format) {
            case "json" -> {
              ComparisonJson.write(comparison, out);
              out.write('\n');
            }
            case "markdown" ->
                out.write(ComparisonText.markdown(comparison).getBytes(StandardCharsets.UTF_8));
            default -> out.write(ComparisonText.table(comparison).getBytes(StandardCharsets.UTF_8));
          }
        });
    return ExitCode.OK;
  }

  private static Hardening.Profile profile(Invocation invocation) throws Failure {
    String word = invocation.value("--profile");
    for (Hardening.Profile profile : Hardening.Profile.values()) {
      if (profile.word().equals(word == null ? "standard" : word)) {
        return profile;
      }
    }
    throw Failure.usage("--profile can be minimal, standard or distroless");
  }

  /// From here on by its digest.
  private static ExaminedBase examined(BaseWorkshop workshop, String name, Hardening hardening)
      throws IOException, InterruptedException, Failure {
    ImageReference reference;
    try {
      reference = ImageReference.parse(name);
    } catch (IllegalArgumentException e) {
      throw Failure.usage(ErrorLine.oneLine(String.valueOf(e.getMessage())));
    }
    workshop.progress("looking at " + reference.familiar());
    Digest digest = workshop.repository(reference).resolve(workshop.platform()).digest();
    Examination examination = workshop.examine(reference.at(digest), null);
    return new ExaminedBase(
        reference.familiar(),
        digest,
        examination.scan(),
        HardeningReview.of(
            hardening,
            examination.tested().view(),
            examination.tested().config(),
            examination.scan().findings().bom(),
            examination.scan().observations()));
  }
}
