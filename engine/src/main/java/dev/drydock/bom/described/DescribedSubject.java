package dev.drydock.bom.described;

import dev.drydock.bom.Bom;
import dev.drydock.bom.Bom.HistoryEntry;
import dev.drydock.bom.OwnProperties;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The image that a document is about, in the document's words.
public final class DescribedSubject {
  private static final String TRIVY = "aquasecurity:trivy:";

  private final Map<String, String> labels = new HashMap<>();
  private final List<String> warnings = new ArrayList<>();
  private final List<Bom.Unreadable> unreadable = new ArrayList<>();
  private final TreeMap<Integer, Bom.LayerSummary> layers = new TreeMap<>();
  private final List<HistoryEntry> history = new ArrayList<>();
  private @Nullable String name;
  private @Nullable String digest;

  /// What Drydock wrote itself; counts if it wrote anything.
  private @Nullable String ownDigest;

  private boolean own;
  private @Nullable String imageId;
  private @Nullable String created;
  private @Nullable String serialNumber;
  private String platform = "";

  DescribedSubject() {}

  public void name(@Nullable String name) {
    if (name != null && !name.isBlank()) {
      this.name = name;
    }
  }

  public void digest(@Nullable String digest) {
    if (digest != null && digest.startsWith("sha256:")) {
      this.digest = digest;
    }
  }

  public void imageId(@Nullable String imageId) {
    if (imageId != null && !imageId.isBlank()) {
      this.imageId = imageId;
    }
  }

  /// Of the document itself.
  public void serialNumber(@Nullable String serialNumber) {
    this.serialNumber = serialNumber;
  }

  public void platform(@Nullable String platform) {
    if (platform != null && !platform.isBlank()) {
      this.platform = platform;
    }
  }

  /// The next layer, base first.
  public void layer(@Nullable String diffId) {
    int index = layers.size();
    layers.putIfAbsent(index, new Bom.LayerSummary(index, null, diffId, null));
  }

  public void warning(String warning) {
    warnings.add(warning);
  }

  /// A property of the image or the document, of Drydock or of another tool.
  public void property(@Nullable String property, @Nullable String value) {
    if (property == null || value == null) {
      return;
    }
    switch (property) {
      case OwnProperties.PLATFORM -> {
        own = true;
        platform(value);
      }
      case OwnProperties.DIGEST -> ownDigest = value;
      case OwnProperties.IMAGE_ID, TRIVY + "ImageID" -> imageId = value;
      case OwnProperties.CREATED -> created = value;
      case OwnProperties.WARNING -> warnings.add(value);
      case OwnProperties.UNREADABLE -> unreadable(value);
      case OwnProperties.LAYER_DIGEST,
          OwnProperties.LAYER_DIFF_ID,
          OwnProperties.LAYER_CREATED_BY ->
          layer(property, value);
      case OwnProperties.HISTORY -> history(value);
      case OwnProperties.HISTORY_COMMENT -> historyComment(value);
      case TRIVY + "DiffID" -> layer(value);
      case TRIVY + "RepoDigest" -> digest(value.substring(value.indexOf('@') + 1));
      default -> {
        if (property.startsWith(OwnProperties.LABEL)) {
          labels.put(property.substring(OwnProperties.LABEL.length()), value);
        } else if (property.startsWith("syft:image:labels:")) {
          labels.put(property.substring("syft:image:labels:".length()), value);
        }
      }
    }
  }

  private void layer(String property, String value) {
    int blank = value.indexOf(' ');
    int index;
    try {
      index = Integer.parseInt(blank < 0 ? value : value.substring(0, blank));
    } catch (NumberFormatException _) {
      return;
    }
    // in order and without a gap, as they are written
    if (index < 0 || index > layers.size()) {
      return;
    }
    String rest = blank < 0 ? "" : value.substring(blank + 1);
    String text = rest.isEmpty() ? null : rest;
    Bom.LayerSummary old =
        layers.getOrDefault(index, new Bom.LayerSummary(index, null, null, null));
    layers.put(
        index,
        switch (property) {
          case OwnProperties.LAYER_DIGEST ->
              new Bom.LayerSummary(index, text, old.diffId(), old.createdBy());
          case OwnProperties.LAYER_DIFF_ID ->
              new Bom.LayerSummary(index, old.digest(), text, old.createdBy());
          default -> new Bom.LayerSummary(index, old.digest(), old.diffId(), rest);
        });
  }

  /// In order and without a gap, as they are written.
  private void history(String value) {
    String[] parts = value.split(" ", 3);
    if (parts.length >= 2 && parts[0].equals(Integer.toString(history.size()))) {
      history.add(
          new HistoryEntry(parts.length < 3 ? null : parts[2], null, parts[1].equals("empty")));
    }
  }

  /// Of the entry that was told last.
  private void historyComment(String value) {
    int last = history.size() - 1;
    String[] parts = value.split(" ", 2);
    if (last >= 0 && parts[0].equals(Integer.toString(last))) {
      HistoryEntry entry = history.get(last);
      String comment = parts.length < 2 ? "" : parts[1];
      history.set(last, new HistoryEntry(entry.createdBy(), comment, entry.emptyLayer()));
    }
  }

  private void unreadable(String value) {
    int first = value.indexOf('|');
    int last = value.lastIndexOf('|');
    if (first >= 0 && last > first) {
      unreadable.add(
          new Bom.Unreadable(
              value.substring(first + 1, last),
              value.substring(0, first),
              value.substring(last + 1)));
    }
  }

  List<Bom.Unreadable> unreadable() {
    return unreadable;
  }

  /// Where a layer stands, by its diffID and by its digest.
  Map<String, Integer> layerIndexes() {
    Map<String, Integer> indexes = new HashMap<>();
    for (Bom.LayerSummary layer : layers.values()) {
      if (layer.diffId() != null) {
        indexes.putIfAbsent(layer.diffId(), layer.index());
      }
      if (layer.digest() != null) {
        indexes.putIfAbsent(layer.digest(), layer.index());
      }
    }
    return indexes;
  }

  Bom.Subject build(String reference) {
    return new Bom.Subject(
        name == null ? reference : name,
        own ? ownDigest : digest,
        imageId,
        platform,
        created,
        List.copyOf(layers.values()),
        history,
        labels,
        warnings,
        serialNumber);
  }
}
