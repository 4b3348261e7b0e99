package dev.drydock.cli.base;

import dev.drydock.approval.Catalogue;
import dev.drydock.approval.CataloguedBase;
import dev.drydock.approval.Judgement.State;
import dev.drydock.base.suggestion.ApprovedBase;
import dev.drydock.cli.command.Invocation;
import dev.drydock.cli.console.ErrorLine;
import dev.drydock.cli.console.Failure;
import dev.drydock.cli.console.ProgressLine;
import dev.drydock.cli.scan.BaseImages;
import dev.drydock.cli.scan.Stages;
import dev.drydock.cli.standing.BaseCatalogue;
import dev.drydock.cli.standing.BaseRegistry;
import dev.drydock.cli.surroundings.Surroundings;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The approved bases that may be built upon today: of each variant the one that was approved last,
/// each really read.
///
/// @param warnings what could not be read, one line each
public record OfferedBases(List<ApprovedBase> bases, List<String> warnings) {

  /// @param platform of the image that is to stand upon one; `null` for the one that the user wants
  public static OfferedBases read(
      Surroundings surroundings,
      Invocation invocation,
      Stages stages,
      ProgressLine progress,
      @Nullable String platform)
      throws IOException, InterruptedException, Failure {
    BaseRegistry registry = BaseRegistry.of(surroundings, invocation);
    Catalogue catalogue;
    try (BaseCatalogue source = new BaseCatalogue(surroundings, invocation, registry)) {
      progress.stage("Reading the catalogue");
      catalogue = source.read(false);
    }
    List<ApprovedBase> bases = new ArrayList<>();
    List<String> warnings = new ArrayList<>(catalogue.warnings());
    for (CataloguedBase one : catalogue.bases()) {
      if (one.judgement().state() == State.APPROVED && one.equals(catalogue.newest(one))) {
        try {
          bases.add(read(one, stages, platform));
        } catch (IOException e) {
          warnings.add(ErrorLine.oneLine(one.reference()) + " was not tried: " + ErrorLine.of(e));
        }
      }
    }
    return new OfferedBases(bases, warnings);
  }

  /// By its digest: a tag may have been moved since it was approved.
  private static ApprovedBase read(CataloguedBase base, Stages stages, @Nullable String platform)
      throws IOException, InterruptedException, Failure {
    BaseImages.Read read =
        stages.base("registry:" + base.repository() + "@" + base.digest(), platform);
    return new ApprovedBase(
        base.reference(),
        base.digest().toString(),
        BaseListCommand.family(base),
        String.valueOf(BaseListCommand.variant(base)),
        read.bom(),
        read.bytes());
  }
}
