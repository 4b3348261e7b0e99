package dev.drydock.cli.base;

import dev.drydock.approval.BaseTag;
import dev.drydock.approval.Catalogue;
import dev.drydock.approval.CataloguedBase;
import dev.drydock.cli.command.Invocation;
import dev.drydock.cli.console.ErrorLine;
import dev.drydock.cli.console.ExitCode;
import dev.drydock.cli.console.Failure;
import dev.drydock.cli.console.Output;
import dev.drydock.cli.console.ProgressLine;
import dev.drydock.cli.standing.BaseCatalogue;
import dev.drydock.cli.standing.BaseRegistry;
import dev.drydock.cli.surroundings.Surroundings;
import dev.drydock.image.registry.ImageReference;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// `drydock base list`, `base show` and `base history`: what the registry has, and who said what.
final class BaseListCommand {
  private static final Comparator<CataloguedBase> ORDER =
      Comparator.comparing((CataloguedBase base) -> base.repository())
          .thenComparing(base -> String.valueOf(variant(base)))
          .thenComparing(CataloguedBase.BY_APPROVAL.reversed());

  private BaseListCommand() {}

  static int run(Surroundings surroundings, Invocation invocation)
      throws IOException, InterruptedException, Failure {
    String format = invocation.format();
    BaseRegistry registry = BaseRegistry.of(surroundings, invocation);
    BaseReport report;
    try (ProgressLine progress = surroundings.progress(invocation);
        BaseCatalogue source = new BaseCatalogue(surroundings, invocation, registry)) {
      progress.stage("Reading the catalogue");
      Catalogue wanted =
          switch (invocation.command()) {
            case "base show" -> show(source, invocation);
            case "base history" -> history(source, invocation);
            default -> list(source, invocation);
          };
      report =
          new BaseReport(
              wanted,
              source.figures(wanted.bases()),
              surroundings.clock().instant(),
              !invocation.command().equals("base list"));
    }
    Output.write(
        invocation.value("--output"),
        surroundings.out(),
        out -> {
          if (format.equals("json")) {
            report.json(out);
          } else {
            report.table(out);
          }
        });
    return ExitCode.OK;
  }

  private static Catalogue list(BaseCatalogue source, Invocation invocation)
      throws IOException, InterruptedException, Failure {
    List<String> arguments = invocation.arguments(1);
    Catalogue all = source.read(true);
    List<CataloguedBase> wanted = new ArrayList<>();
    for (CataloguedBase base : all.bases()) {
      if (arguments.isEmpty() || arguments.getFirst().equals(family(base))) {
        wanted.add(base);
      }
    }
    if (wanted.isEmpty() && !arguments.isEmpty()) {
      throw Failure.input(
          "there is no base of a family " + ErrorLine.oneLine(arguments.getFirst()), null);
    }
    return sorted(wanted, all.warnings());
  }

  private static Catalogue history(BaseCatalogue source, Invocation invocation)
      throws IOException, InterruptedException, Failure {
    String title = invocation.argument("a variant, FAMILY/VARIANT, such as debian/12");
    Catalogue all = source.read(true);
    List<CataloguedBase> wanted = new ArrayList<>();
    for (CataloguedBase base : all.bases()) {
      if (title.equals(family(base) + "/" + variant(base))) {
        wanted.add(base);
      }
    }
    if (wanted.isEmpty()) {
      throw Failure.input("there is no base of a variant " + ErrorLine.oneLine(title), null);
    }
    return sorted(wanted, all.warnings());
  }

  private static Catalogue show(BaseCatalogue source, Invocation invocation)
      throws IOException, InterruptedException, Failure {
    String text = invocation.argument("an image, such as registry.example.org/bases/debian:12");
    ImageReference reference;
    try {
      reference = ImageReference.parse(text);
    } catch (IllegalArgumentException e) {
      throw Failure.usage(ErrorLine.oneLine(String.valueOf(e.getMessage())));
    }
    String digest = source.repository(reference).resolve().digest().toString();
    Catalogue all = source.read(List.of(reference), true);
    for (CataloguedBase base : all.bases()) {
      if (base.digest().toString().equals(digest)) {
        return new Catalogue(List.of(base), all.warnings());
      }
    }
    throw Failure.input(
        ErrorLine.oneLine(text)
            + " is no base of the catalogue: none of its tags is that of a candidate or of an"
            + " approved base",
        null);
  }

  private static Catalogue sorted(List<CataloguedBase> bases, List<String> warnings) {
    return new Catalogue(bases, warnings);
  }

  /// By family and variant, what was approved last first.
  static List<CataloguedBase> inOrder(Catalogue catalogue) {
    return catalogue.bases().stream().sorted(ORDER).toList();
  }

  /// As decisions have it; of a candidate of which nobody has decided, the name of its repository.
  static String family(CataloguedBase base) {
    String family = base.judgement().family();
    return family == null
        ? base.repository().substring(base.repository().lastIndexOf('/') + 1)
        : family;
  }

  static @Nullable String variant(CataloguedBase base) {
    String variant = base.judgement().variant();
    if (variant != null || base.tags().isEmpty()) {
      return variant;
    }
    String tag = base.tags().getFirst();
    return BaseTag.candidate(tag).or(() -> BaseTag.parse(tag).map(BaseTag::variant)).orElse(null);
  }
}
