package dev.drydock.catalog.inventory;

import dev.drydock.bom.Bom;
import dev.drydock.bom.BomBuilder;
import dev.drydock.bom.BuildInformation;
import dev.drydock.bom.Component;
import dev.drydock.image.Image;
import dev.drydock.image.ImageConfig;
import dev.drydock.image.Layer;
import dev.drydock.limits.LimitExceededException;
import dev.drydock.secret.SecretText;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Puts together what catalogers found: the same package in several places is one component with
/// several locations, and the order is that of the purls.
final class BomAssembly {
  private final BomBuilder bom = new BomBuilder();
  private final LinkedPackages linked;

  BomAssembly(LinkedPackages linked) {
    this.linked = linked;
  }

  void add(Found found, FileOwners owners, Hearsay hearsay, int maxComponents)
      throws LimitExceededException {
    for (Found.Owner owner : found.owners()) {
      Component component = owner.component();
      if (!owners.owns(component) && !hearsay.isKnownBetter(component)) {
        bom.add(linked.with(component));
      }
    }
    if (bom.size() > maxComponents) {
      throw new LimitExceededException("components", "the image", maxComponents);
    }
    for (Found.Need need : found.needs()) {
      bom.dependency(need.from(), need.to());
    }
    for (Bom.Unreadable unreadable : found.unreadable()) {
      bom.unreadable(unreadable);
    }
    for (BuildInformation information : found.buildInformation()) {
      bom.buildInformation(information);
    }
    if (found.distribution() != null) {
      bom.distribution(found.distribution());
    }
  }

  Bom build(Image image) {
    return bom.build(subject(image));
  }

  /// What the builder wrote down may be a secret. A bill of materials is shown to more people than
  /// the image: it says where a secret stands, and never what it is.
  private static Bom.Subject subject(Image image) {
    List<Bom.LayerSummary> layers = new ArrayList<>();
    for (Layer layer : image.layers()) {
      Layer.Description it = layer.description();
      layers.add(
          new Bom.LayerSummary(
              it.index(), textOf(it.digest()), textOf(it.diffId()), shown(it.createdBy())));
    }
    List<Bom.HistoryEntry> history = new ArrayList<>();
    for (ImageConfig.HistoryEntry it : image.config().history()) {
      history.add(
          new Bom.HistoryEntry(shown(it.createdBy()), shown(it.comment()), it.emptyLayer()));
    }
    return new Bom.Subject(
        image.reference(),
        textOf(image.digest()),
        textOf(image.config().digest()),
        image.config().platform().toString(),
        image.config().created(),
        layers,
        history,
        shown(image.config().labels()),
        image.warnings());
  }

  private static @Nullable String shown(@Nullable String text) {
    return text == null ? null : SecretText.withoutSecrets(text);
  }

  private static Map<String, String> shown(Map<String, String> labels) {
    Map<String, String> shown = new LinkedHashMap<>();
    labels.forEach((name, value) -> shown.put(name, SecretText.withoutSecrets(value)));
    return shown;
  }

  private static @Nullable String textOf(@Nullable Object value) {
    return value == null ? null : value.toString();
  }
}
