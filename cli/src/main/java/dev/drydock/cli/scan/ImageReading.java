package dev.drydock.cli.scan;

import dev.drydock.approval.standing.LayerWatch;
import dev.drydock.approval.standing.Standing;
import dev.drydock.bom.Bom;
import dev.drydock.catalog.inventory.Catalogers;
import dev.drydock.catalog.inventory.ImageCatalog;
import dev.drydock.cli.cache.LayerCaches;
import dev.drydock.cli.command.Invocation;
import dev.drydock.cli.console.Failure;
import dev.drydock.cli.console.ProgressLine;
import dev.drydock.cli.input.AttachedProvenance;
import dev.drydock.cli.input.Inputs;
import dev.drydock.cli.standing.BaseStandings;
import dev.drydock.cli.surroundings.Surroundings;
import dev.drydock.hygiene.BuildSource;
import dev.drydock.hygiene.ImageHygiene;
import dev.drydock.hygiene.Observation;
import dev.drydock.image.Digest;
import dev.drydock.image.Image;
import dev.drydock.image.ImageConfig;
import dev.drydock.image.Layer;
import dev.drydock.image.registry.DocumentKind;
import dev.drydock.origin.provenance.BuildProvenance;
import java.io.IOException;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Images read: what is in them, and what is seen on the way through their layers.
final class ImageReading {
  private final Surroundings surroundings;
  private final Invocation invocation;
  private final ProgressLine progress;
  private final Inputs inputs;
  private final LayerCaches layerCaches;
  private final @Nullable BaseStandings standings;

  /// @param standings which bases are approved; `null` where nobody asks
  ImageReading(
      Surroundings surroundings,
      Invocation invocation,
      ProgressLine progress,
      Inputs inputs,
      @Nullable BaseStandings standings)
      throws Failure {
    this.surroundings = surroundings;
    this.invocation = invocation;
    this.progress = progress;
    this.inputs = inputs;
    this.layerCaches = LayerCaches.of(surroundings, invocation);
    this.standings = standings;
  }

  /// What was found in one image.
  ///
  /// @param hygiene `null` where nobody watched
  /// @param provenance `null` where there is none
  record Seen(
      Bom bom,
      @Nullable ImageHygiene hygiene,
      @Nullable ImageConfig config,
      @Nullable BuildProvenance provenance,
      @Nullable Standing standing,
      @Nullable Digest index) {
    List<Observation> observations(@Nullable BuildSource source) {
      return hygiene == null || config == null ? List.of() : hygiene.of(config, source);
    }
  }

  /// @param reference as the user named it; `null` where that stands for several images
  Seen look(@Nullable String reference, Image image)
      throws IOException, InterruptedException, Failure {
    boolean observed = !invocation.has("--no-hygiene");
    LayerWatch watch = standings == null ? null : new LayerWatch(layerCaches.cache());
    // who reckons digests looks over the shoulder of somebody whose sight is remembered
    ImageHygiene hygiene =
        observed || watch != null ? new ImageHygiene(surroundings.limits()) : null;
    Bom bom = catalog(image, BaseStandings.watcher(hygiene, watch));
    Standing standing = standings == null || watch == null ? null : standings.of(image, watch);
    AttachedProvenance attached = AttachedProvenance.of(image, surroundings.limits());
    if (attached.provenance() == null && reference != null && invocation.has("--provenance")) {
      attached =
          AttachedProvenance.of(
              inputs.attached(reference, DocumentKind.PROVENANCE),
              reference,
              surroundings.limits());
    }
    surroundings.tell(invocation, attached.warnings());
    return new Seen(
        bom,
        observed ? hygiene : null,
        image.config(),
        attached.provenance(),
        standing,
        image.indexDigest());
  }

  /// @param beside watches the layers as they are read; `null` where nobody does
  Bom catalog(Image image, @Nullable Function<Layer, Layer.Visitor> beside)
      throws IOException, InterruptedException {
    progress.stage("Reading " + image.reference());
    ImageCatalog catalog =
        new ImageCatalog(
            invocation.has("--hashes")
                ? Catalogers.withDigests(surroundings.limits())
                : Catalogers.builtIn(surroundings.limits()),
            surroundings.limits(),
            surroundings.executor(),
            layerCaches.cache());
    Bom bom;
    if (invocation.has("--include-deleted")) {
      bom =
          beside == null
              ? catalog.catalogWithDeleted(image)
              : catalog.catalogWithDeleted(image, beside);
    } else {
      bom = beside == null ? catalog.catalog(image) : catalog.catalog(image, beside);
    }
    surroundings.tell(invocation, layerCaches.notes());
    return bom;
  }
}
