package dev.drydock.cli.standing;

import dev.drydock.approval.Catalogue;
import dev.drydock.approval.CataloguedBase;
import dev.drydock.approval.Judgement.State;
import dev.drydock.approval.standing.LayerIdentity;
import dev.drydock.approval.standing.LayerWatch;
import dev.drydock.approval.standing.Standing;
import dev.drydock.approval.standing.Standings;
import dev.drydock.bom.Bom;
import dev.drydock.bom.Distribution;
import dev.drydock.cli.command.Invocation;
import dev.drydock.cli.console.ErrorLine;
import dev.drydock.cli.console.Failure;
import dev.drydock.cli.surroundings.Surroundings;
import dev.drydock.hygiene.ImageHygiene;
import dev.drydock.image.Digest;
import dev.drydock.image.Image;
import dev.drydock.image.Layer;
import dev.drydock.policy.rule.Policy;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// What the images of one command stand upon. The catalogue is read beside the layers.
public final class BaseStandings implements AutoCloseable {
  private static final int MOST_TOLD = 3;

  private final BaseCatalogue source;
  private final Future<Catalogue> reading;

  private BaseStandings(BaseCatalogue source, boolean offline) {
    this.source = source;
    FutureTask<Catalogue> task =
        new FutureTask<>(
            () -> {
              if (offline) {
                throw new IOException("--offline forbids to ask the registry of approved bases");
              }
              return source.read(false);
            });
    Thread thread = new Thread(task, "drydock-catalogue");
    thread.setDaemon(true);
    thread.start();
    this.reading = task;
  }

  /// Those that a policy asks for; `null` where it does not.
  public static @Nullable BaseStandings of(
      Surroundings surroundings, Invocation invocation, Policy policy) throws Failure {
    return policy.bases() == null
        ? null
        : begin(surroundings, invocation, BaseRegistry.of(policy.bases()));
  }

  /// Those of `--bases`; `null` where nobody asks.
  public static @Nullable BaseStandings of(Surroundings surroundings, Invocation invocation)
      throws IOException, Failure {
    return invocation.value("--bases") == null
        ? null
        : begin(surroundings, invocation, BaseRegistry.of(surroundings, invocation));
  }

  private static BaseStandings begin(
      Surroundings surroundings, Invocation invocation, BaseRegistry registry) throws Failure {
    return new BaseStandings(
        new BaseCatalogue(surroundings, invocation, registry), invocation.has("--offline"));
  }

  /// Of an image that was read while `watch` looked on.
  public Standing of(Image image, LayerWatch watch) throws InterruptedException, IOException {
    Standings standings;
    try {
      standings = new Standings(catalogue());
    } catch (IOException e) {
      return unreachable(e);
    }
    return standings.of(watch.identities(image.layers(), standings.longest(), standings.blobs()));
  }

  /// Of a document that stands for an image: as all else in it, its layers are believed.
  public Standing of(Bom document) throws InterruptedException {
    try {
      List<LayerIdentity> layers = new ArrayList<>();
      for (Bom.LayerSummary layer : document.subject().layers()) {
        layers.add(new LayerIdentity(digest(layer.digest()), digest(layer.diffId())));
      }
      return new Standings(catalogue()).of(layers);
    } catch (IOException e) {
      return unreachable(e);
    }
  }

  /// Of layers whose content was reckoned.
  public Standing of(List<Digest> contents) throws InterruptedException {
    try {
      return new Standings(catalogue())
          .of(contents.stream().map(content -> new LayerIdentity(null, content)).toList());
    } catch (IOException e) {
      return unreachable(e);
    }
  }

  /// Who looks at the layers: for digests over the shoulder of somebody whose sight is remembered.
  public static @Nullable Function<Layer, Layer.Visitor> watcher(
      @Nullable ImageHygiene hygiene, @Nullable LayerWatch watch) {
    if (hygiene == null || watch == null) {
      return hygiene == null ? null : hygiene::watch;
    }
    return layer -> watch.watch(layer, hygiene.watch(layer));
  }

  /// What has become of a base since somebody looked.
  ///
  /// @param base the digest of its manifest
  public Standing since(String base) throws InterruptedException {
    try {
      return new Standings(catalogue()).since(base);
    } catch (IOException e) {
      return unreachable(e);
    }
  }

  private static @Nullable Digest digest(@Nullable String text) {
    try {
      return text == null ? null : Digest.parse(text);
    } catch (IllegalArgumentException _) {
      return null;
    }
  }

  private static Standing unreachable(IOException e) {
    return Standing.unreachable(
        "the catalogue of approved bases cannot be read: " + ErrorLine.of(e));
  }

  /// What to do where an image stands upon no base that is good as it is, for people.
  public List<String> advice(Standing standing, @Nullable Distribution distribution)
      throws InterruptedException {
    String newest = standing.newest();
    Standing.Base base = standing.base();
    String other = base == null ? null : base.replacement();
    return switch (standing.status()) {
      case APPROVED, UNKNOWN -> List.of();
      case OUTDATED, DEPRECATED, RETIRED, REVOKED, EXPIRED ->
          newest == null && other == null
              ? List.of(
                  "the base is "
                      + standing.status().word()
                      + ", and no newer one of its variant is approved; ask whoever keeps the bases")
              : List.of(
                  "the base is "
                      + standing.status().word()
                      + ": build upon "
                      + (newest == null ? other : newest)
                      + " instead");
      case UNAPPROVED -> adoption(distribution);
    };
  }

  private List<String> adoption(@Nullable Distribution distribution) throws InterruptedException {
    List<CataloguedBase> alike = new ArrayList<>();
    List<CataloguedBase> all = new ArrayList<>();
    try {
      Catalogue catalogue = catalogue();
      for (CataloguedBase base : catalogue.bases()) {
        if (base.judgement().state() == State.APPROVED && base.equals(catalogue.newest(base))) {
          all.addFirst(base);
          if (distribution != null
              && String.valueOf(base.judgement().family())
                  .toLowerCase(Locale.ROOT)
                  .contains(distribution.id())) {
            alike.addFirst(base);
          }
        }
      }
    } catch (IOException _) {
      return List.of();
    }
    List<CataloguedBase> told = alike.isEmpty() ? all : alike;
    if (told.isEmpty()) {
      return List.of();
    }
    List<String> names = new ArrayList<>();
    for (CataloguedBase base : told.subList(0, Math.min(MOST_TOLD, told.size()))) {
      names.add(base.reference());
    }
    return List.of(
        "approved are "
            + String.join(", ", names)
            + (told.size() > MOST_TOLD ? ", …" : "")
            + ": `drydock base suggest` tells which one fits, and what it leaves");
  }

  private Catalogue catalogue() throws IOException, InterruptedException {
    try {
      return reading.get();
    } catch (ExecutionException e) {
      switch (e.getCause()) {
        case IOException cause -> throw cause;
        case InterruptedException cause -> throw cause;
        case RuntimeException cause -> throw cause;
        case null, default -> throw new IllegalStateException(e);
      }
    }
  }

  @Override
  public void close() {
    reading.cancel(true);
    source.close();
  }
}
