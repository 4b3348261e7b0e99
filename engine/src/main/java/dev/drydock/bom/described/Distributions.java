package dev.drydock.bom.described;

import dev.drydock.bom.Codename;
import dev.drydock.bom.Component;
import dev.drydock.bom.Distribution;
import dev.drydock.bom.Purl;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The distribution under the names that different documents have for it.
public final class Distributions {
  /// Those that a package's namespace may name: a vendor that is none of them (of a repository of
  /// its own, say) tells nothing of the distribution.
  private static final Set<String> KNOWN =
      Set.of(
          "debian",
          "ubuntu",
          "raspbian",
          "kali",
          "echo",
          "alpine",
          "wolfi",
          "chainguard",
          "minimos",
          "rhel",
          "centos",
          "almalinux",
          "rocky",
          "ol",
          "amzn",
          "fedora",
          "mageia",
          "openeuler",
          "photon",
          "azurelinux",
          "mariner",
          "sles",
          "sles_sap",
          "sle-micro",
          "sl-micro",
          "opensuse",
          "opensuse-leap",
          "opensuse-tumbleweed");

  /// No word for a known one is longer; where a dash comes later, it is none between such a word
  /// and a release.
  private static final int LONGEST = 40;

  private Distributions() {}

  /// The `ID` of os-release for a tool's own word.
  public static String id(String word) {
    String lower = word.strip().toLowerCase(Locale.ROOT);
    return switch (lower) {
      case "redhat", "red hat enterprise linux", "red hat" -> "rhel";
      case "amazon", "amazonlinux", "amazon linux" -> "amzn";
      case "oracle", "oraclelinux", "oracle linux" -> "ol";
      case "alma", "alma linux" -> "almalinux";
      case "rocky linux", "rockylinux" -> "rocky";
      case "cbl-mariner" -> "mariner";
      case "suse linux enterprise server", "suse" -> "sles";
      case "suse linux enterprise micro", "slem" -> "sle-micro";
      case "opensuse.leap" -> "opensuse-leap";
      case "opensuse.tumbleweed", "opensuse-tumbleweed" -> "opensuse-tumbleweed";
      case "debian gnu/linux" -> "debian";
      case "alpine linux" -> "alpine";
      default -> lower;
    };
  }

  /// The `VERSION_ID` of os-release for a tool's own word: Trivy takes Amazon's from the line of
  /// `system-release`, as `2 (Karoo)` and `AMI release 2018.03`.
  ///
  /// @param id of os-release
  static String release(String id, String word) {
    if (!id.equals("amzn")) {
      return word;
    }
    for (String part : word.strip().split(" +", 8)) {
      if (startsWithDigit(part)) {
        return part;
      }
    }
    return "";
  }

  /// What the purls of packages of an operating system say, where nothing else tells of it. The
  /// first one that tells of a release as well decides, else the first one that tells of anything.
  public static Optional<Distribution> of(List<Component> components) {
    Distribution best = null;
    int most = 0;
    for (Component component : components) {
      Distribution told = component.os() == null ? null : of(component.purl()).orElse(null);
      int telling = told == null ? 0 : telling(told);
      if (telling > most) {
        best = told;
        most = telling;
      }
    }
    return Optional.ofNullable(best);
  }

  /// How much is told: 3 for a known distribution with a release, 1 for an unknown word.
  private static int telling(Distribution told) {
    boolean release = !told.versionId().isEmpty() || told.codename() != null;
    return !KNOWN.contains(told.id()) ? 1 : release ? 3 : 2;
  }

  /// What the purl of a package says: in Docker Scout's `os_name` and `os_version`, or in `distro`,
  /// which may be whole (`debian-12`), a release (`3.16.0`) or a code name (`jammy`). Those are of
  /// the namespace's distribution, as is a package without the qualifier.
  static Optional<Distribution> of(Purl purl) {
    // an Alpine without a release is its edge where an image says so; a purl just does not tell
    return told(purl).filter(found -> !found.id().equals("alpine") || !found.versionId().isEmpty());
  }

  private static Optional<Distribution> told(Purl purl) {
    String name = purl.qualifiers().get("os_name");
    String version = purl.qualifiers().get("os_version");
    if (name != null && version != null) {
      return Optional.of(distribution(name, version));
    }
    String namespace = purl.namespace();
    String vendor = namespace != null && KNOWN.contains(id(namespace)) ? namespace : null;
    String distro = purl.qualifiers().getOrDefault("distro", "").strip();
    if (distro.isEmpty()) {
      return Optional.ofNullable(vendor).map(word -> distribution(word, ""));
    }
    Distribution whole = whole(distro);
    if (whole != null) {
      return Optional.of(whole);
    }
    Distribution partly = vendor == null ? null : withRelease(vendor, distro);
    if (partly != null) {
      return Optional.of(partly);
    }
    Codename codename = purl.type().equals("deb") ? codename(distro) : null;
    if (vendor == null && codename != null) {
      return Optional.of(distribution(codename.distribution(), codename.release()));
    }
    return startsWithDigit(distro) ? Optional.empty() : Optional.of(unknown(distro));
  }

  /// Of a value that begins with a known distribution's name, or is one; else `null`.
  private static @Nullable Distribution whole(String distro) {
    if (KNOWN.contains(id(distro))) {
      return distribution(distro, "");
    }
    int dash = distro.lastIndexOf('-', LONGEST);
    while (dash > 0) {
      String word = distro.substring(0, dash);
      Distribution told =
          KNOWN.contains(id(word)) ? withRelease(word, distro.substring(dash + 1)) : null;
      if (told != null) {
        return told;
      }
      dash = distro.lastIndexOf('-', dash - 1);
    }
    return null;
  }

  /// `null` where `release` is none of that distribution.
  private static @Nullable Distribution withRelease(String word, String release) {
    String id = id(word);
    if (startsWithDigit(release(id, release)) || id.equals("alpine") && release.equals("edge")) {
      return distribution(word, release);
    }
    String family = id.equals("raspbian") ? "debian" : id;
    if (!family.equals("debian") && !family.equals("ubuntu")) {
      return null;
    }
    Codename known = codename(release);
    if (known == null) {
      // of a release in the making, or none: told as it is
      return new Distribution(id, "", release, List.of(), word + " " + release, null);
    }
    return known.distribution().equals(family) ? distribution(word, known.release()) : null;
  }

  private static @Nullable Codename codename(String word) {
    return Codename.of(word.toLowerCase(Locale.ROOT)).orElse(null);
  }

  private static Distribution unknown(String distro) {
    int dash = distro.lastIndexOf('-');
    return dash > 0 && startsWithDigit(distro.substring(dash + 1))
        ? distribution(distro.substring(0, dash), distro.substring(dash + 1))
        : distribution(distro, "");
  }

  private static boolean startsWithDigit(String text) {
    return !text.isEmpty() && text.charAt(0) >= '0' && text.charAt(0) <= '9';
  }

  private static Distribution distribution(String word, String version) {
    String id = id(word);
    String name = version.isEmpty() ? word : word + " " + version;
    return new Distribution(id, release(id, version), null, List.of(), name, null);
  }
}
