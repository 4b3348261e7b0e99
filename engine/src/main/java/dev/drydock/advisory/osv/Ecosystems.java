package dev.drydock.advisory.osv;

import java.util.Locale;
import java.util.Set;

/// The ecosystems of the [OSV schema](https://ossf.github.io/osv-schema/#defined-ecosystems): how
/// their names are built, and how each of them writes the names of its packages.
public final class Ecosystems {
  private static final Set<String> DISTRIBUTIONS =
      Set.of(
          "AlmaLinux",
          "Alpaquita",
          "Alpine",
          "Amazon Linux",
          "Azure Linux",
          "BellSoft Hardened Containers",
          "CentOS",
          "Chainguard",
          "Debian",
          "Docker Hardened Images",
          "Echo",
          "Fedora",
          "Mageia",
          "MinimOS",
          "Oracle Linux",
          "Photon OS",
          "Red Hat",
          "Rocky Linux",
          "SUSE",
          "Ubuntu",
          "Wolfi",
          "openEuler",
          "openSUSE");

  private Ecosystems() {}

  /// The ecosystem without its release: `Debian` of `Debian:11`, `Ubuntu` of
  /// `Ubuntu:Pro:18.04:LTS`.
  public static String withoutRelease(String ecosystem) {
    int colon = ecosystem.indexOf(':');
    return colon < 0 ? ecosystem : ecosystem.substring(0, colon);
  }

  /// Whether its packages are those of an operating system.
  public static boolean isDistribution(String ecosystem) {
    return DISTRIBUTIONS.contains(withoutRelease(ecosystem));
  }

  /// A package's name in the normal form of its ecosystem: the form in which
  /// [dev.drydock.advisory.Advisories#affecting] finds it. Both sides of a comparison go through
  /// here.
  ///
  /// PyPI: [PEP 503](https://peps.python.org/pep-0503/#normalized-names). NuGet, Packagist, Hex,
  /// GitHub Actions, VSCode, Bitnami: these ignore case, so lower case. SwiftURL: the repository's
  /// address without protocol. All others as they are: npm, Go, Maven (`group:artifact`), RubyGems
  /// and the distributions tell upper from lower case.
  public static String normaliseName(String ecosystem, String name) {
    return switch (withoutRelease(ecosystem)) {
      case "PyPI" -> pep503(name);
      case "NuGet", "Packagist", "Hex", "GitHub Actions", "VSCode", "Bitnami" ->
          name.toLowerCase(Locale.ROOT);
      case "SwiftURL" -> repository(name);
      default -> name;
    };
  }

  /// The address of a repository as purls have it: without protocol and ending.
  private static String repository(String name) {
    String text = name.toLowerCase(Locale.ROOT);
    int protocol = text.indexOf("://");
    text = protocol < 0 ? text : text.substring(protocol + 3);
    return text.endsWith(".git") ? text.substring(0, text.length() - 4) : text;
  }

  private static String pep503(String name) {
    StringBuilder normal = new StringBuilder(name.length());
    boolean separated = false;
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      boolean separator = c == '-' || c == '_' || c == '.';
      if (!separator) {
        normal.append(Character.toLowerCase(c));
      } else if (!separated) {
        normal.append('-');
      }
      separated = separator;
    }
    return normal.toString();
  }
}
