package dev.drydock.explain;

import dev.drydock.explain.Line.Detail;
import dev.drydock.explain.Line.Item;
import dev.drydock.explain.Line.Sentence;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Which packages have a vulnerability, and from which version on no more.
final class PackageWords {
  private static final int MOST_ECOSYSTEMS = 8;
  private static final int MOST_PACKAGES = 4;

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
    String mostNamed = WhatWords.mostNamed(packages);
    List<Line> lines = new ArrayList<>();
    int shown = 0;
    for (Map.Entry<String, List<AffectedPackage>> ecosystem : byEcosystem.entrySet()) {
      if (shown++ == MOST_ECOSYSTEMS) {
        lines.add(
            new Item(
                "And "
                    + (byEcosystem.size() - MOST_ECOSYSTEMS)
                    + " more distributions or registries; --format json lists them."));
        break;
      }
      lines.add(new Item(title(ecosystem.getKey())));
      List<AffectedPackage> all = ecosystem.getValue();
      all.sort(Comparator.comparing(one -> !one.name().equals(mostNamed)));
      for (AffectedPackage one : all.subList(0, Math.min(MOST_PACKAGES, all.size()))) {
        lines.add(new Detail(one.name() + ": " + fix(one)));
      }
      if (all.size() > MOST_PACKAGES) {
        lines.add(
            new Detail("and " + (all.size() - MOST_PACKAGES) + " more; --format json lists them"));
      }
    }
    if (packages.stream().anyMatch(one -> one.fixedIn().size() > 1)) {
      lines.add(
          new Sentence(
              "Where there are several fixed versions, each is for its own line of them."));
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
      return "fixed in " + String.join(", ", one.fixedIn());
    }
    if (one.status() != null) {
      return "no fix; the database says \"" + one.status() + "\"";
    }
    return one.lastAffected() == null
        ? "no fix is named"
        : "versions after " + one.lastAffected() + " do not have it";
  }
}
