package dev.drydock.catalog.inventory;

import dev.drydock.bom.Bom;
import dev.drydock.bom.BuildInformation;
import dev.drydock.bom.Component;
import dev.drydock.bom.Component.Location;
import dev.drydock.bom.Distribution;
import dev.drydock.image.Image;
import dev.drydock.image.Layer;
import dev.drydock.limits.LimitExceededException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Puts together what catalogers found: the same package in several places is one component with
/// several locations, and the order is that of the purls.
final class BomAssembly {
  private final TreeMap<String, Component> byPurl = new TreeMap<>();
  private final List<Found.Need> needs = new ArrayList<>();
  private final List<Bom.Unreadable> unreadable = new ArrayList<>();
  private final List<BuildInformation> buildInformation = new ArrayList<>();
  private @Nullable Distribution distribution;

  void add(Found found, FileOwners owners, int maxComponents) throws LimitExceededException {
    for (Found.Owner owner : found.owners()) {
      Component component = owner.component();
      if (!owners.owns(component)) {
        byPurl.merge(key(component), component, BomAssembly::merge);
      }
    }
    if (byPurl.size() > maxComponents) {
      throw new LimitExceededException("components", "the image", maxComponents);
    }
    needs.addAll(found.needs());
    unreadable.addAll(found.unreadable());
    buildInformation.addAll(found.buildInformation());
    if (found.distribution() != null) {
      distribution = found.distribution();
    }
  }

  Bom build(Image image) {
    List<Component> components = List.copyOf(byPurl.values());
    unreadable.sort(
        (one, other) -> {
          int byPath = one.path().compareTo(other.path());
          return byPath != 0 ? byPath : one.cataloger().compareTo(other.cataloger());
        });
    buildInformation.sort(
        (one, other) -> {
          int byLayer = Integer.compare(one.location().layer(), other.location().layer());
          return byLayer != 0 ? byLayer : one.location().path().compareTo(other.location().path());
        });
    return new Bom(
        subject(image), distribution, components, dependencies(), unreadable, buildInformation);
  }

  /// The purl tells packages apart, save for those whose source gives no version or two builds.
  private static String key(Component component) {
    return component.purl() + " " + component.name() + " " + component.version();
  }

  private static Component merge(Component first, Component second) {
    Set<Location> locations = new LinkedHashSet<>(first.locations());
    locations.addAll(second.locations());
    Set<String> licences = new LinkedHashSet<>(first.licences());
    licences.addAll(second.licences());
    List<Location> sorted = new ArrayList<>(locations);
    sorted.sort(
        (one, other) -> {
          int byPath = one.path().compareTo(other.path());
          return byPath != 0 ? byPath : Integer.compare(one.layer(), other.layer());
        });
    return new Component(
        first.name(),
        first.version(),
        first.purl(),
        first.os(),
        List.copyOf(licences),
        sorted,
        first.evidence());
  }

  private List<Bom.Dependency> dependencies() {
    if (needs.isEmpty()) {
      return List.of();
    }
    Map<String, Integer> index = new HashMap<>();
    for (String key : byPurl.keySet()) {
      index.put(key, index.size());
    }
    Set<Bom.Dependency> result = new LinkedHashSet<>();
    for (Found.Need need : needs) {
      Integer from = index.get(key(need.from()));
      Integer to = index.get(key(need.to()));
      if (from != null && to != null && !from.equals(to)) {
        result.add(new Bom.Dependency(from, to));
      }
    }
    List<Bom.Dependency> sorted = new ArrayList<>(result);
    Collections.sort(
        sorted,
        (one, other) ->
            one.from() != other.from()
                ? Integer.compare(one.from(), other.from())
                : Integer.compare(one.to(), other.to()));
    return sorted;
  }

  private static Bom.Subject subject(Image image) {
    List<Bom.LayerSummary> layers = new ArrayList<>();
    for (Layer layer : image.layers()) {
      Layer.Description it = layer.description();
      layers.add(
          new Bom.LayerSummary(
              it.index(), textOf(it.digest()), textOf(it.diffId()), it.createdBy()));
    }
    return new Bom.Subject(
        image.reference(),
        textOf(image.digest()),
        textOf(image.config().digest()),
        image.config().platform().toString(),
        image.config().created(),
        layers,
        image.config().labels(),
        image.warnings());
  }

  private static @Nullable String textOf(@Nullable Object value) {
    return value == null ? null : value.toString();
  }
}
