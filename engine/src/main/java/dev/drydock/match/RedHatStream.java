package dev.drydock.match;

import dev.drydock.bom.Bom;
import dev.drydock.bom.BuildInformation;
import dev.drydock.bom.Distribution;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The stream with extended support that all packages of a Red Hat image come from, as its content
/// sets tell: `rhel-8-for-x86_64-baseos-eus-rpms` of an image of 8.4 is the stream `rhel_eus:8.4`.
///
/// Such an image never gets the main stream's fixes, which are those of later minor releases, and
/// has fixes that the main stream's records do not know. So a record of its own stream decides
/// about a vulnerability, and the main stream's only where its own has none.
///
/// @param ecosystems those of the stream that there is data for, `Red Hat:rhel_eus:8.4::baseos`
/// @param minor the minor release that it stays at
record RedHatStream(List<String> ecosystems, int minor) {
  static final Set<String> KINDS = Set.of("eus", "e4s", "aus", "tus");
  private static final Set<String> REPOSITORIES = Set.of("baseos", "appstream");
  private static final Set<String> DISTRIBUTIONS = Set.of("rhel", "redhat");

  RedHatStream {
    ecosystems = List.copyOf(ecosystems);
  }

  /// `null` where an image has the main stream's content sets, or several kinds of others, or does
  /// not tell, or there is no data.
  static @Nullable RedHatStream of(
      Bom bom, @Nullable Distribution distribution, Set<String> known) {
    if (distribution == null
        || bom.buildInformation().isEmpty()
        || !DISTRIBUTIONS.contains(distribution.id())) {
      return null;
    }
    String release = distribution.versionId();
    int dot = release.indexOf('.');
    int minor = dot < 0 ? -1 : number(release.substring(dot + 1));
    Set<String> kinds = new HashSet<>();
    for (BuildInformation information : bom.buildInformation()) {
      for (String contentSet : information.contentSets()) {
        String kind = kind(contentSet, dot < 0 ? release : release.substring(0, dot));
        if (kind != null) {
          kinds.add(kind);
        }
      }
    }
    if (minor < 0 || kinds.size() != 1 || kinds.contains("")) {
      return null;
    }
    String title = "Red Hat:rhel_" + kinds.iterator().next() + ":" + release;
    List<String> ecosystems = new ArrayList<>();
    for (String ecosystem : known) {
      if (ecosystem.equals(title) || ecosystem.startsWith(title + ":")) {
        ecosystems.add(ecosystem);
      }
    }
    ecosystems.sort(null);
    return ecosystems.isEmpty() ? null : new RedHatStream(ecosystems, minor);
  }

  /// `eus` of `rhel-8-for-x86_64-baseos-eus-rpms`, `""` for the main stream; `null` for what is no
  /// repository of the distribution itself.
  private static @Nullable String kind(String contentSet, String major) {
    String start = "rhel-" + major + "-for-";
    if (!contentSet.startsWith(start) || !contentSet.endsWith("-rpms")) {
      return null;
    }
    String[] parts = contentSet.substring(start.length()).split("-", 5);
    boolean main = parts.length == 3 && REPOSITORIES.contains(parts[1]);
    boolean extended =
        parts.length == 4 && REPOSITORIES.contains(parts[1]) && KINDS.contains(parts[2]);
    return main ? "" : extended ? parts[2] : null;
  }

  private static int number(String text) {
    boolean digits =
        !text.isEmpty() && text.length() < 4 && text.chars().allMatch(c -> c >= '0' && c <= '9');
    return digits ? Integer.parseInt(text) : -1;
  }

  boolean has(Hit hit) {
    return ecosystems.contains(hit.affected().ecosystem());
  }

  /// The vulnerabilities that records of the stream speak of. None for a build of a later minor
  /// release, which came from elsewhere: what the stream says of its own builds does not hold for
  /// it.
  Set<String> decided(List<Hit> hits, String version) {
    Set<String> decided = new HashSet<>();
    if (minorOf(version) <= minor) {
      for (Hit hit : hits) {
        if (has(hit)) {
          decided.addAll(hit.ids().cves());
        }
      }
    }
    return decided;
  }

  /// 4 of `1.1.1g-15.el8_4.2`; -1 where a build does not tell it.
  private static int minorOf(String version) {
    int at = version.lastIndexOf(".el");
    int underscore = at < 0 ? -1 : version.indexOf('_', at);
    int end = underscore + 1;
    while (underscore > 0 && end < version.length() && Character.isDigit(version.charAt(end))) {
      end++;
    }
    return underscore < 0 ? -1 : number(version.substring(underscore + 1, end));
  }
}
