package dev.drydock.catalog.dpkg;

import dev.drydock.bom.Installation;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Why each package of a database is there: what apt notes of it, which packages could do with it
/// in the place of another one, and which recommend or suggest it.
final class InstallationReasons {
  /// More than any real image has.
  private static final int MOST = 500_000;

  private final AutomaticPackages automatic;
  private final Map<String, Set<String>> providers = new HashMap<>();
  private final Map<String, Set<String>> alternativeFor = new HashMap<>();
  private final Map<String, Set<String>> recommendedBy = new HashMap<>();
  private int left = MOST;

  private InstallationReasons(AutomaticPackages automatic) {
    this.automatic = automatic;
  }

  /// `null` where there are more relations than any real image has: what is not known of all is
  /// known of none.
  static @Nullable InstallationReasons of(
      List<ControlFile.Stanza> stanzas, AutomaticPackages automatic) {
    InstallationReasons reasons = new InstallationReasons(automatic);
    for (ControlFile.Stanza stanza : stanzas) {
      reasons.provide(stanza.name(), stanza.name());
      for (List<String> provided : Relationships.groups(stanza.provides())) {
        reasons.provide(provided.getFirst(), stanza.name());
      }
    }
    for (ControlFile.Stanza stanza : stanzas) {
      reasons.relate(stanza);
    }
    return reasons.left < 0 ? null : reasons;
  }

  Installation of(ControlFile.Stanza stanza) {
    Installation.Reason reason =
        stanza.system()
            ? Installation.Reason.SYSTEM
            : automatic.includes(stanza)
                ? Installation.Reason.AUTOMATIC
                : Installation.Reason.REQUESTED;
    return new Installation(
        reason,
        new ArrayList<>(alternativeFor.getOrDefault(stanza.name(), Set.of())),
        new ArrayList<>(recommendedBy.getOrDefault(stanza.name(), Set.of())));
  }

  private void provide(String name, String provider) {
    if (--left >= 0) {
      providers.computeIfAbsent(name, _ -> new LinkedHashSet<>(2)).add(provider);
    }
  }

  private void relate(ControlFile.Stanza stanza) {
    for (String field : List.of(stanza.preDepends(), stanza.depends())) {
      for (List<String> alternatives : Relationships.groups(field)) {
        Set<String> fulfilling = fulfilling(alternatives);
        if (fulfilling.size() > 1) {
          note(alternativeFor, fulfilling, stanza.name());
        }
      }
    }
    for (String field : List.of(stanza.recommends(), stanza.suggests())) {
      for (List<String> alternatives : Relationships.groups(field)) {
        note(recommendedBy, fulfilling(alternatives), stanza.name());
      }
    }
  }

  private Set<String> fulfilling(List<String> alternatives) {
    if (alternatives.size() == 1) {
      return providers.getOrDefault(alternatives.getFirst(), Set.of());
    }
    Set<String> fulfilling = new LinkedHashSet<>();
    for (String alternative : alternatives) {
      Set<String> some = providers.getOrDefault(alternative, Set.of());
      left -= some.size();
      if (left >= 0) {
        fulfilling.addAll(some);
      }
    }
    return fulfilling;
  }

  private void note(Map<String, Set<String>> notes, Set<String> packages, String by) {
    left -= packages.size();
    for (String name : left >= 0 ? packages : Set.<String>of()) {
      if (!name.equals(by)) {
        notes.computeIfAbsent(name, _ -> new LinkedHashSet<>(4)).add(by);
      }
    }
  }
}
