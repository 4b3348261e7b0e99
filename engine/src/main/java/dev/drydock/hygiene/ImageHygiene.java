package dev.drydock.hygiene;

import dev.drydock.hygiene.Observation.Place;
import dev.drydock.image.ImageConfig;
import dev.drydock.image.Layer;
import dev.drydock.limits.Limits;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Watches the layers of one image while they are read, and says afterwards what was careless.
///
/// Every layer counts, not only what is visible in the end: what an upper layer deletes is still
/// shipped, and anyone can take it out.
public final class ImageHygiene {
  private final Limits limits;
  private final List<LayerHygiene> layers = new ArrayList<>();

  /// @param limits for the archives and documents among the files
  public ImageHygiene(Limits limits) {
    this.limits = limits;
  }

  /// The watcher of a layer, for one thread; may be called by several threads at once.
  public Layer.Visitor watch(Layer layer) {
    LayerHygiene watcher = new LayerHygiene(layer.description(), limits);
    synchronized (layers) {
      layers.add(watcher);
    }
    return watcher;
  }

  /// What was seen, once all layers were read: the worst first, then by layer and path.
  public List<Observation> of(ImageConfig config) {
    return of(config, null);
  }

  /// The same, and what is careless in the Dockerfile that the image was built from.
  ///
  /// @param source `null` where nobody names one
  public List<Observation> of(ImageConfig config, @Nullable BuildSource source) {
    List<Observation> all = new ArrayList<>(new ConfigRules(source).of(config));
    synchronized (layers) {
      layers.sort((one, other) -> Integer.compare(one.index(), other.index()));
      for (int i = 0; i < layers.size(); i++) {
        LayerHygiene layer = layers.get(i);
        Place place = source == null ? null : source.place(source.layers().get(layer.index()));
        for (Observation one : layer.observations(layers.subList(i + 1, layers.size()))) {
          all.add(one.at(place));
        }
      }
    }
    if (source != null) {
      addNew(DockerfileRules.of(source), source.fits(), all);
    }
    all.sort(
        (one, other) -> {
          int order = one.severity().compareTo(other.severity());
          if (order == 0) {
            order = Integer.compare(one.layer(), other.layer());
          }
          if (order == 0) {
            order = one.rule().compareTo(other.rule());
          }
          if (order == 0) {
            order = String.valueOf(one.path()).compareTo(String.valueOf(other.path()));
          }
          return order == 0 ? Integer.compare(line(one), line(other)) : order;
        });
    return all;
  }

  private static int line(Observation one) {
    return one.place() == null ? 0 : one.place().line();
  }

  /// Adds what the image did not tell already. Of one built from another Dockerfile, or another
  /// state of it, nobody knows which lines its own observations are about: what both tell is told
  /// of the image.
  private static void addNew(List<Observation> ofDockerfile, boolean fits, List<Observation> all) {
    Set<String> known = new HashSet<>();
    for (Observation one : all) {
      if (one.layer() < 0) {
        known.add(key(one, fits));
      }
    }
    for (Observation one : ofDockerfile) {
      if (fits ? known.add(key(one, true)) : !known.contains(key(one, false))) {
        all.add(one);
      }
    }
  }

  private static String key(Observation one, boolean withPlace) {
    // one line may have several variables, which are told by name
    boolean named =
        one.rule().equals("secret/environment") || one.rule().equals("secret/build-argument");
    return one.rule()
        + (withPlace ? " " + line(one) : "")
        + (withPlace && named ? " " + one.instruction() : "");
  }
}
