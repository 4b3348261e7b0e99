package dev.drydock.cli.base;

import dev.drydock.attest.key.SigningKey;
import dev.drydock.base.declaration.Bases;
import dev.drydock.base.declaration.BasesReader;
import dev.drydock.base.declaration.Family;
import dev.drydock.base.declaration.InvalidBasesException;
import dev.drydock.base.declaration.Variant;
import dev.drydock.base.pipeline.BasePipeline;
import dev.drydock.base.pipeline.PipelineJson;
import dev.drydock.base.pipeline.PipelineText;
import dev.drydock.base.pipeline.VariantReport;
import dev.drydock.base.pipeline.VariantReport.Outcome;
import dev.drydock.cli.base.workshop.BaseWorkshop;
import dev.drydock.cli.command.Invocation;
import dev.drydock.cli.console.ErrorLine;
import dev.drydock.cli.console.ExitCode;
import dev.drydock.cli.console.Failure;
import dev.drydock.cli.console.Output;
import dev.drydock.cli.console.PathArgument;
import dev.drydock.cli.key.KeyFileOptions;
import dev.drydock.cli.standing.BaseRegistry;
import dev.drydock.cli.surroundings.Surroundings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// `drydock base pipeline`: candidates of the declared bases, made and judged.
final class BasePipelineCommand {
  private BasePipelineCommand() {}

  static int run(Surroundings surroundings, Invocation invocation)
      throws IOException, InterruptedException, Failure {
    String format = invocation.format();
    Bases bases = bases(surroundings, invocation);
    List<Variant> variants = variants(bases, invocation);
    SigningKey key = new KeyFileOptions(surroundings, invocation).signingKey();
    List<VariantReport> reports = new ArrayList<>();
    try (BaseWorkshop workshop = new BaseWorkshop(surroundings, invocation)) {
      BasePipeline pipeline =
          new BasePipeline(
              workshop, key, surroundings.limits(), surroundings.clock(), time(surroundings));
      for (Variant variant : variants) {
        reports.add(pipeline.run(variant));
      }
    }
    Output.write(
        invocation.value("--output"),
        surroundings.out(),
        out -> {
          switch (format) {
            case "json" -> {
              out.write(PipelineJson.bytes(reports));
              out.write('\n');
            }
            case "markdown" ->
                out.write(PipelineText.markdown(reports).getBytes(StandardCharsets.UTF_8));
            default -> out.write(PipelineText.table(reports).getBytes(StandardCharsets.UTF_8));
          }
        });
    return code(reports);
  }

  /// Nothing that was not looked at to the end passes for something that was refused.
  private static int code(List<VariantReport> reports) {
    int code = ExitCode.OK;
    for (VariantReport report : reports) {
      if (report.outcome() == Outcome.UNREADABLE) {
        return ExitCode.INPUT;
      }
      code = report.outcome() == Outcome.REFUSED ? ExitCode.GATE : code;
    }
    return code;
  }

  private static @Nullable Instant time(Surroundings surroundings) throws Failure {
    String epoch = surroundings.environment().get("SOURCE_DATE_EPOCH");
    return epoch == null || epoch.isEmpty() ? null : surroundings.clock().instant();
  }

  static Bases bases(Surroundings surroundings, Invocation invocation) throws IOException, Failure {
    String named = invocation.value("--bases");
    String file = named == null ? BaseRegistry.FILE : named;
    try {
      return BasesReader.read(PathArgument.of(file), surroundings.limits());
    } catch (InvalidBasesException e) {
      throw BaseRegistry.mistakes(e);
    } catch (IOException e) {
      throw Failure.usage(
          "the declaration of the bases cannot be read: "
              + ErrorLine.of(e)
              + "; name it with --bases FILE");
    }
  }

  private static List<Variant> variants(Bases bases, Invocation invocation) throws Failure {
    List<String> families = invocation.arguments(1);
    List<Variant> variants = new ArrayList<>();
    List<String> wanted = invocation.values("--variant");
    for (Family family : bases.families()) {
      if (families.isEmpty() || families.getFirst().equals(family.name())) {
        for (Variant variant : family.variants()) {
          if (wanted.isEmpty()
              || wanted.contains(variant.name())
              || wanted.contains(variant.title())) {
            variants.add(variant);
          }
        }
      }
    }
    if (variants.isEmpty()) {
      List<String> known =
          families.isEmpty()
              ? bases.variants().stream().map(Variant::title).toList()
              : bases.families().stream().map(Family::name).toList();
      throw Failure.usage(
          "there is no such base in the declaration; there are " + String.join(", ", known));
    }
    return variants;
  }
}
