package dev.drydock.bom.described;

import dev.drydock.bom.Distribution;
import dev.drydock.bom.Purl;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// The distribution under the names that different documents have for it.
final class Distributions {
  private Distributions() {}

  /// The `ID` of os-release for a tool's own word.
  static String id(String word) {
    String lower = word.strip().toLowerCase(Locale.ROOT);
    return switch (lower) {
      case "redhat", "red hat enterprise linux", "red hat" -> "rhel";
      case "amazon", "amazonlinux", "amazon linux" -> "amzn";
      case "oracle", "oraclelinux", "oracle linux" -> "ol";
      case "alma", "alma linux" -> "almalinux";
      case "rocky linux", "rockylinux" -> "rocky";
      case "cbl-mariner" -> "mariner";
      case "suse linux enterprise server", "suse" -> "sles";
      case "suse linux enterprise micro" -> "sle-micro";
      case "opensuse.leap" -> "opensuse-leap";
      case "opensuse.tumbleweed", "opensuse-tumbleweed" -> "opensuse-tumbleweed";
      case "debian gnu/linux" -> "debian";
      case "alpine linux" -> "alpine";
      default -> lower;
    };
  }

  /// What the purl of a package says in `distro`, or in Docker Scout's `os_name` and `os_version`.
  static Optional<Distribution> of(Purl purl) {
    String name = purl.qualifiers().get("os_name");
    String version = purl.qualifiers().get("os_version");
    if (name != null && version != null) {
      return Optional.of(distribution(name, version));
    }
    String qualifier = purl.qualifiers().get("distro");
    if (qualifier == null) {
      return Optional.empty();
    }
    int dash = qualifier.lastIndexOf('-');
    boolean release =
        dash > 0 && dash + 1 < qualifier.length() && Character.isDigit(qualifier.charAt(dash + 1));
    return Optional.of(
        release
            ? distribution(qualifier.substring(0, dash), qualifier.substring(dash + 1))
            : distribution(qualifier, ""));
  }

  private static Distribution distribution(String word, String version) {
    String id = id(word);
    String name = version.isEmpty() ? word : word + " " + version;
    return new Distribution(id, version, null, List.of(), name, null);
  }
}
