package dev.drydock.explain;

import dev.drydock.advisory.Advisory;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/// The kinds of mistakes that records name most often, in our own words.
final class Weaknesses {
  private static final Map<String, Weakness> KNOWN =
      Resource.rows("weaknesses.txt").stream()
          .map(row -> new Weakness(row.get(0), row.get(1), row.get(2)))
          .collect(Collectors.toUnmodifiableMap(Weakness::id, Function.identity()));

  private Weaknesses() {}

  /// Numbers that stand for whole families of mistakes.
  private static final Set<String> VAGUE =
      Set.of("CWE-20", "CWE-74", "CWE-200", "CWE-264", "CWE-284", "CWE-310", "CWE-399", "CWE-693");

  static Weakness of(String id) {
    return KNOWN.getOrDefault(id, new Weakness(id, null, null));
  }

  /// Those that records name, the most telling ones first.
  static List<Weakness> of(List<Advisory> advisories) {
    Set<String> ids = new LinkedHashSet<>();
    for (Advisory advisory : advisories) {
      ids.addAll(advisory.cwes());
    }
    List<Weakness> all = new ArrayList<>();
    for (String id : ids) {
      all.add(of(id));
    }
    all.sort(Comparator.comparingInt(Weaknesses::vagueness));
    return all;
  }

  private static int vagueness(Weakness weakness) {
    return weakness.words() == null ? 2 : VAGUE.contains(weakness.id()) ? 1 : 0;
  }
}
