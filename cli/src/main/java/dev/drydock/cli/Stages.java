package dev.drydock.cli;

import dev.drydock.advisory.Advisories;
import dev.drydock.advisory.store.AdvisoryStore;
import dev.drydock.bom.Bom;
import dev.drydock.catalog.inventory.Catalogers;
import dev.drydock.catalog.inventory.ImageCatalog;
import dev.drydock.image.Image;
import dev.drydock.image.Platform;
import dev.drydock.match.Findings;
import dev.drydock.report.ScanReport;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The engine's stages, called one after the other with what the surroundings and the options say.
final class Stages {
  private final Surroundings surroundings;
  private final Invocation invocation;
  private final ProgressLine progress;

  Stages(Surroundings surroundings, Invocation invocation, ProgressLine progress) {
    this.surroundings = surroundings;
    this.invocation = invocation;
    this.progress = progress;
  }

  ScanReport scan(String reference) throws IOException, InterruptedException, Failure {
    // first, since it fails at once where it does, and an image may take long
    Advisories advisories = advisories();
    Bom bom = bom(reference);
    progress.stage("Looking up " + bom.components().size() + " components");
    Findings findings = new Findings(bom, List.of(), List.of(), advisories.metadata());
    return new ScanReport(findings, List.of(), List.of(), surroundings.creation());
  }

  Bom bom(String reference) throws IOException, InterruptedException, Failure {
    progress.stage("Opening " + reference);
    try (Image image = open(reference, platform())) {
      progress.stage("Reading " + reference);
      return new ImageCatalog(
              Catalogers.builtIn(surroundings.limits()),
              surroundings.limits(),
              surroundings.executor())
          .catalog(image);
    }
  }

  private Image open(String reference, Platform platform) throws IOException, Failure {
    throw Failure.input("cannot open " + reference + " for " + platform + " yet", null);
  }

  private Platform platform() throws Failure {
    String wanted = invocation.value("--platform");
    if (wanted == null) {
      return surroundings.platform();
    }
    try {
      return Platform.parse(wanted);
    } catch (IllegalArgumentException e) {
      throw Failure.usage(ErrorLine.oneLine(String.valueOf(e.getMessage())));
    }
  }

  private Advisories advisories() throws IOException, Failure {
    AdvisoryStore store = store(surroundings, invocation);
    String given = invocation.value("--advisories");
    progress.stage("Opening the advisories");
    return given == null ? store.open() : store.open(Surroundings.path(given), progress);
  }

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
    return home == null ? null : home.resolve("advisories").resolve("snapshot.idx.zst");
  }
}
