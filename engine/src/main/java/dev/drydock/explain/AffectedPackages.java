package dev.drydock.explain;

import dev.drydock.advisory.Affected;
import dev.drydock.advisory.osv.Ecosystems;
import dev.drydock.match.Examination;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The packages that records name, each once.
final class AffectedPackages {
  /// A flaw of the kernel is in some hundred packages of each distribution.
  static final int MOST = 5_000;

  private AffectedPackages() {}

  /// Packages of languages first, then those of distributions, newer releases first.
  static List<AffectedPackage> of(List<Affected> records) {
    Map<List<String>, Draft> drafts = new LinkedHashMap<>();
    for (Affected record : records) {
      if (!Examination.clears(record)) {
        drafts
            .computeIfAbsent(List.of(record.ecosystem(), record.name()), _ -> new Draft())
            .add(record);
      }
    }
    List<AffectedPackage> all = new ArrayList<>();
    drafts.forEach((key, draft) -> all.add(draft.build(key.get(0), key.get(1))));
    all.sort(
        Comparator.comparing((AffectedPackage one) -> Ecosystems.isDistribution(one.ecosystem()))
            .thenComparing(one -> Ecosystems.withoutRelease(one.ecosystem()))
            .thenComparing((a, b) -> byNumbers(b.ecosystem(), a.ecosystem()))
            .thenComparing(AffectedPackage::name));
    return all.size() > MOST ? all.subList(0, MOST) : all;
  }

  private static final class Draft {
    private final Set<String> fixedIn = new LinkedHashSet<>();
    private final Set<String> advisories = new LinkedHashSet<>();
    private @Nullable String lastAffected;
    private @Nullable String status;

    void add(Affected record) {
      advisories.add(record.advisory().id());
      status = status == null ? record.status() : status;
      for (Affected.Range range : record.ranges()) {
        for (Affected.Event event : range.events()) {
          switch (event.kind()) {
            case FIXED -> fixedIn.add(event.version());
            case LAST_AFFECTED -> lastAffected = event.version();
            case INTRODUCED, LIMIT -> {
              // only ends are told
            }
          }
        }
      }
    }

    AffectedPackage build(String ecosystem, String name) {
      return new AffectedPackage(
          ecosystem,
          name,
          List.copyOf(fixedIn),
          lastAffected,
          fixedIn.isEmpty() ? status : null,
          List.copyOf(advisories));
    }
  }

  /// `Debian:9` before `Debian:11`.
  private static int byNumbers(String first, String second) {
    int i = 0;
    int j = 0;
    while (i < first.length() && j < second.length()) {
      int iEnd = digitsFrom(first, i);
      int jEnd = digitsFrom(second, j);
      int order;
      if (iEnd > i && jEnd > j) {
        order = Integer.compare(iEnd - i, jEnd - j);
        order = order == 0 ? first.substring(i, iEnd).compareTo(second.substring(j, jEnd)) : order;
        i = iEnd;
        j = jEnd;
      } else {
        order = Character.compare(first.charAt(i++), second.charAt(j++));
      }
      if (order != 0) {
        return order;
      }
    }
    return Integer.compare(first.length() - i, second.length() - j);
  }

  private static int digitsFrom(String text, int start) {
    int end = start;
    while (end < text.length() && text.charAt(end) >= '0' && text.charAt(end) <= '9') {
      end++;
    }
    return end;
  }
}
