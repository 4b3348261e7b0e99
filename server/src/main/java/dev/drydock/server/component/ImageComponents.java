package dev.drydock.server.component;

import dev.drydock.bom.Bom;
import dev.drydock.fleet.FleetComponent;
import dev.drydock.fleet.FleetComponents;
import dev.drydock.server.Digests;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.TreeSet;

/// The components of one image, apart from it, in sets by layer.
///
/// @param components each once, in the order of their digests
/// @param sets by layer
record ImageComponents(
    NavigableMap<Sha256, Stored> components, NavigableMap<Integer, Members> sets) {

  /// A component in its stored form.
  record Stored(FleetComponent component, String document) {}

  /// The components of one layer.
  ///
  /// @param digest over the digests of the components
  /// @param components in the order of their digests
  record Members(Sha256 digest, List<Sha256> components) {
    Members {
      components = List.copyOf(components);
    }
  }

  static ImageComponents of(Bom bom) {
    List<FleetComponent> all = FleetComponents.of(bom);
    MessageDigest sha256 = Digests.sha256();
    NavigableMap<Sha256, Stored> components = new TreeMap<>();
    Map<Integer, TreeSet<Sha256>> layers = new LinkedHashMap<>();
    int known = bom.subject().layers().size();
    for (int i = 0; i < all.size(); i++) {
      String document = all.get(i).text();
      Sha256 digest = Sha256.of(sha256.digest(document.getBytes(StandardCharsets.UTF_8)));
      components.putIfAbsent(digest, new Stored(all.get(i), document));
      int layer = bom.components().get(i).layer();
      layers
          .computeIfAbsent(layer < 0 || layer >= known ? -1 : layer, _ -> new TreeSet<>())
          .add(digest);
    }
    NavigableMap<Integer, Members> sets = new TreeMap<>();
    layers.forEach((layer, members) -> sets.put(layer, members(members, sha256)));
    return new ImageComponents(components, sets);
  }

  private static Members members(TreeSet<Sha256> members, MessageDigest sha256) {
    for (Sha256 member : members) {
      sha256.update(member.bytes());
    }
    return new Members(Sha256.of(sha256.digest()), List.copyOf(members));
  }
}
