package dev.drydock.image.storage;

import java.util.ArrayList;
import java.util.List;

/// Full names of images that a short one may mean.
final class StoredNames {
  private StoredNames() {}

  /// The most exact first.
  ///
  /// @param digest whether a digest follows, so that there need be no tag
  static List<String> candidates(String name, boolean digest) {
    if (name.isEmpty()) {
      return List.of();
    }
    int slash = name.indexOf('/');
    boolean tagged = name.indexOf(':', name.lastIndexOf('/') + 1) >= 0;
    String full = tagged || digest ? name : name + ":latest";
    List<String> candidates = new ArrayList<>(List.of(name));
    if (!full.equals(name)) {
      candidates.add(full);
    }
    String first = slash < 0 ? "" : name.substring(0, slash);
    boolean host = first.indexOf('.') >= 0 || first.indexOf(':') >= 0 || first.equals("localhost");
    if (!host) {
      candidates.add("localhost/" + full);
      candidates.add(slash < 0 ? "docker.io/library/" + full : "docker.io/" + full);
    }
    return candidates;
  }

  /// Whether both are the same but for their tags and digests.
  static boolean sameName(String one, String other) {
    return bare(one).equals(bare(other));
  }

  private static String bare(String name) {
    int at = name.indexOf('@');
    String plain = at < 0 ? name : name.substring(0, at);
    int colon = plain.indexOf(':', plain.lastIndexOf('/') + 1);
    return colon < 0 ? plain : plain.substring(0, colon);
  }
}
