package dev.drydock.explain;

import dev.drydock.explain.Line.Detail;
import dev.drydock.explain.Line.Item;
import dev.drydock.explain.Line.Sentence;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Which packages have a vulnerability, and from which version on no more.
final class PackageWords {
  private static final int MOST = 14;

  private PackageWords() {}

  static List<Line> of(List<AffectedPackage> packages) {
    if (packages.isEmpty()) {
      return List.of(
          new Sentence(
              "No record here names a package that has it. It may be about something that no"
                  + " package manager brings, or the advisories here may not cover it."));
    }
    Map<String, List<AffectedPackage>> byEcosystem = new LinkedHashMap<>();
    for (AffectedPackage one : packages) {
      byEcosystem.computeIfAbsent(one.ecosystem(), _ -> new ArrayList<>()).add(one);
    }
    List<Line> lines = new ArrayList<>();
    int shown = 0;
    for (Map.Entry<String, List<AffectedPackage>> ecosystem : byEcosystem.entrySet()) {
      if (shown == MOST) {
        break;
      }
      lines.add(new Item(title(ecosystem.getKey())));
      for (AffectedPackage one : ecosystem.getValue()) {
        if (shown < MOST) {
          lines.add(new Detail(one.name() + ": " + fix(one)));
          shown++;
        }
      }
    }
    if (packages.size() > shown) {
      lines.add(
          new Sentence(
              "And " + (packages.size() - shown) + " more packages; --format json lists them."));
    }
    return lines;
  }

  /// `Debian 11` of `Debian:11`.
  static String title(String ecosystem) {
    int colon = ecosystem.indexOf(':');
    return colon < 0
        ? ecosystem
        : ecosystem.substring(0, colon) + " " + ecosystem.substring(colon + 1);
  }

  static String fix(AffectedPackage one) {
    if (!one.fixedIn().isEmpty()) {
      return "fixed in "
          + String.join(", ", one.fixedIn())
          + (one.fixedIn().size() == 1 ? "" : ", each for its own line of versions");
    }
    if (one.status() != null) {
      return "no fix; the database says \"" + one.status() + "\"";
    }
    return one.lastAffected() == null
        ? "no fix is named"
        : "versions after " + one.lastAffected() + " do not have it";
  }
}
