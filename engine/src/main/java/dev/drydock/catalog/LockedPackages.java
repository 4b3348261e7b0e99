package dev.drydock.catalog;

import dev.drydock.bom.Component;
import dev.drydock.bom.Component.Evidence;
import dev.drydock.bom.Component.Location;
import dev.drydock.bom.Purl;
import dev.drydock.image.LayerEntry;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The packages of one lock file on their way to [Discoveries]: each is reported once, whatever
/// number of times it stands there, and what it needs once all are known.
public final class LockedPackages {
  /// More than any real lock file has.
  private static final int MOST_DEPENDENCIES = 200_000;

  private final LayerEntry file;
  private final Evidence evidence;
  private final Discoveries out;
  private final Map<String, Component> byPurl = new HashMap<>();
  private final Map<String, Component> byKey = new HashMap<>();
  private final Map<String, Set<String>> needs = new LinkedHashMap<>();
  private int left = MOST_DEPENDENCIES;

  public LockedPackages(LayerEntry file, Evidence evidence, Discoveries out) {
    this.file = file;
    this.evidence = evidence;
    this.out = out;
  }

  /// @param key by which others need it; the first one counts
  public void add(String key, String name, String version, Purl purl) {
    String text = purl.toString();
    Component component = byPurl.get(text);
    if (component == null) {
      component =
          new Component(
              name,
              version,
              purl,
              null,
              List.of(),
              List.of(new Location(file.path(), file.layer())),
              evidence);
      byPurl.put(text, component);
      out.add(component);
    }
    byKey.putIfAbsent(key, component);
  }

  /// The package of one key needs that of another; nothing where there is no such.
  public void need(String from, String to) {
    if (--left >= 0 && !from.equals(to)) {
      needs.computeIfAbsent(from, _ -> new LinkedHashSet<>()).add(to);
    }
  }

  /// Reports what they need.
  public void finish() {
    for (Map.Entry<String, Set<String>> entry : needs.entrySet()) {
      Component from = byKey.get(entry.getKey());
      Set<Component> told = new HashSet<>();
      for (String key : entry.getValue()) {
        Component to = byKey.get(key);
        if (from != null && to != null && !to.equals(from) && told.add(to)) {
          out.dependency(from, to);
        }
      }
    }
  }
}
