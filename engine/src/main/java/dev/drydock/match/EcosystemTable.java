package dev.drydock.match;

import dev.drydock.bom.Distribution;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Which of OSV's ecosystems a distribution or a purl type belongs to ([defined
/// ecosystems](https://ossf.github.io/osv-schema/#defined-ecosystems)), and by which name its
/// advisories call a package. `docs/matching.md` has the same table for people.
final class EcosystemTable {
  private EcosystemTable() {}

  /// Whose name advisories use.
  enum Naming {
    /// the source package's, with its version
    SOURCE,
    /// the source package's (apk: origin), the package's own where advisories do not know that
    SOURCE_THEN_BINARY,
    /// the installed package's
    BINARY
  }

  /// A distribution in OSV's words.
  ///
  /// @param title what coverage is reported under
  /// @param ecosystems to look in; those of them that the advisories do not know find nothing
  /// @param type the purl type of its packages
  record System(String title, List<String> ecosystems, String type, Naming naming) {
    System(String ecosystem, String type, Naming naming) {
      this(ecosystem, List.of(ecosystem), type, naming);
    }
  }

  /// A language's registry in OSV's words.
  ///
  /// @param scheme the name of its [dev.drydock.version.VersionScheme]
  record Registry(String ecosystem, String scheme) {}

  /// `null` where OSV does not have that distribution.
  ///
  /// @param known the ecosystems that there is data for: some distributions have one for each of
  ///   their repositories
  /// @param stream of Red Hat, whose ecosystems count too; `null` for the main one
  static @Nullable System system(
      Distribution distribution, Set<String> known, @Nullable RedHatStream stream) {
    String release = distribution.versionId();
    String major = major(release);
    return switch (distribution.id()) {
      // Raspbian rebuilds Debian's sources under their own versions
      case "debian", "raspbian" ->
          new System("Debian" + suffix(debianRelease(distribution)), "deb", Naming.SOURCE);
      case "ubuntu" -> ubuntu(release);
      case "echo" -> new System("Echo", "deb", Naming.SOURCE);
      case "alpine" ->
          new System("Alpine:" + alpineRelease(release), "apk", Naming.SOURCE_THEN_BINARY);
      case "wolfi" -> new System("Wolfi", "apk", Naming.SOURCE_THEN_BINARY);
      case "chainguard" -> new System("Chainguard", "apk", Naming.SOURCE_THEN_BINARY);
      case "minimos" -> new System("MinimOS", "apk", Naming.SOURCE_THEN_BINARY);
      case "alpaquita" ->
          new System(
              "Alpaquita:" + (release.isEmpty() ? "stream" : release),
              "apk",
              Naming.SOURCE_THEN_BINARY);
      case "rhel", "redhat" -> redHat(major, known, stream);
      // CentOS Linux rebuilt Red Hat's packages; CentOS Stream is ahead of them, with other
      // releases
      case "centos" -> distribution.name().contains("Stream") ? null : redHat(major, known, null);
      case "almalinux" -> new System("AlmaLinux" + suffix(major), "rpm", Naming.BINARY);
      case "rocky" -> new System("Rocky Linux" + suffix(major), "rpm", Naming.SOURCE);
      case "sles", "sles_sap" -> suse(release, known);
      case "sle-micro", "sl-micro" -> suseMicro(release);
      case "sle-micro-rancher" ->
          new System("SUSE:Linux Enterprise Micro for Rancher " + release, "rpm", Naming.SOURCE);
      case "opensuse-leap" -> new System("openSUSE:Leap " + release, "rpm", Naming.SOURCE);
      // Leap's first releases did not call themselves so yet
      case "opensuse" ->
          major.equals("42") ? new System("openSUSE:Leap " + release, "rpm", Naming.SOURCE) : null;
      case "opensuse-tumbleweed" -> new System("openSUSE:Tumbleweed", "rpm", Naming.SOURCE);
      case "photon" -> new System("Photon OS" + suffix(release), "rpm", Naming.SOURCE);
      case "azurelinux", "mariner" ->
          new System("Azure Linux" + suffix(major), "rpm", Naming.SOURCE);
      case "amzn" ->
          new System("Amazon Linux" + suffix(amazonRelease(release)), "rpm", Naming.BINARY);
      case "ol" -> new System("Oracle Linux" + suffix(major), "rpm", Naming.BINARY);
      case "fedora" -> new System("Fedora" + suffix(major), "rpm", Naming.BINARY);
      case "mageia" -> new System("Mageia" + suffix(major), "rpm", Naming.SOURCE);
      case "openeuler" ->
          new System("openEuler" + suffix(openEulerRelease(distribution)), "rpm", Naming.SOURCE);
      default -> null;
    };
  }

  /// `null` where OSV does not have that registry.
  static @Nullable Registry registry(String purlType) {
    return switch (purlType) {
      case "maven" -> new Registry("Maven", "maven");
      case "npm" -> new Registry("npm", "npm");
      case "pypi" -> new Registry("PyPI", "pypi");
      case "golang" -> new Registry("Go", "golang");
      case "gem" -> new Registry("RubyGems", "gem");
      case "nuget" -> new Registry("NuGet", "nuget");
      case "composer" -> new Registry("Packagist", "composer");
      case "cargo" -> new Registry("crates.io", "cargo");
      // applications of Erlang and Elixir are Hex's packages, once they are built
      case "hex", "otp" -> new Registry("Hex", "hex");
      case "pub" -> new Registry("Pub", "pub");
      case "bitnami" -> new Registry("Bitnami", "semver");
      case "conan" -> new Registry("ConanCenter", "semver");
      case "cran" -> new Registry("CRAN", "cran");
      case "hackage" -> new Registry("Hackage", "hackage");
      case "julia" -> new Registry("Julia", "julia");
      case "opam" -> new Registry("opam", "opam");
      case "swift" -> new Registry("SwiftURL", "semver");
      case "vscode-extension" -> new Registry("VSCode", "semver");
      default -> null;
    };
  }

  /// The distribution's number; its code name tells where a release in the making has none yet.
  private static String debianRelease(Distribution distribution) {
    if (!distribution.versionId().isEmpty()) {
      return major(distribution.versionId());
    }
    String codename = distribution.codename();
    return switch (codename == null ? "" : codename) {
      case "bullseye" -> "11";
      case "bookworm" -> "12";
      case "trixie" -> "13";
      case "forky" -> "14";
      case "duke" -> "15";
      default -> "";
    };
  }

  /// Fixes that only Ubuntu Pro gets are in an ecosystem of their own; who has not subscribed is
  /// vulnerable all the same.
  private static System ubuntu(String release) {
    boolean longTerm =
        release.length() == 5 && release.endsWith(".04") && (release.charAt(1) - '0') % 2 == 0;
    if (!longTerm) {
      return new System("Ubuntu" + suffix(release), "deb", Naming.SOURCE);
    }
    String regular = "Ubuntu:" + release + ":LTS";
    return new System(
        regular, List.of(regular, "Ubuntu:Pro:" + release + ":LTS"), "deb", Naming.SOURCE);
  }

  /// The first one was numbered by year and month: `2018.03`.
  private static String amazonRelease(String release) {
    return release.startsWith("201") ? "1" : major(release);
  }

  /// `v3.19` of `3.19.1`; versions in the making, such as `3.20_alpha20231219`, are `edge`.
  private static String alpineRelease(String release) {
    int dot = release.indexOf('.');
    if (dot < 0 || release.indexOf('_') >= 0) {
      return "edge";
    }
    int end = dot + 1;
    while (end < release.length() && Character.isDigit(release.charAt(end))) {
      end++;
    }
    return "v" + release.substring(0, end);
  }

  /// One ecosystem for each repository: `Red Hat:enterprise_linux:9::baseos`. Streams with extended
  /// support have others, which count for images that tell of them.
  private static System redHat(String major, Set<String> known, @Nullable RedHatStream stream) {
    String title = "Red Hat:enterprise_linux:" + major;
    List<String> ecosystems = new ArrayList<>();
    for (String ecosystem : known) {
      if (ecosystem.startsWith(title)
          && (ecosystem.length() == title.length()
              || ecosystem.charAt(title.length()) == ':'
              || ecosystem.charAt(title.length()) == '.')) {
        ecosystems.add(ecosystem);
      }
    }
    if (stream != null) {
      ecosystems.addAll(stream.ecosystems());
    }
    ecosystems.sort(null);
    return new System(title, ecosystems, "rpm", Naming.BINARY);
  }

  /// The server and its modules: `SUSE:Linux Enterprise Module for Basesystem 15 SP5`. Records do
  /// not reach over service packs.
  private static System suse(String release, Set<String> known) {
    int dot = release.indexOf('.');
    String pack =
        dot < 0
                || release.endsWith(".0")
                    && major(release).length() == 2
                    && release.startsWith("15")
            ? major(release)
            : release.startsWith("12") || release.startsWith("15")
                ? major(release) + " SP" + release.substring(dot + 1)
                : release;
    String title = "SUSE:Linux Enterprise Server " + pack;
    List<String> ecosystems = new ArrayList<>();
    for (String ecosystem : known) {
      boolean server = ecosystem.equals(title) || ecosystem.startsWith(title + "-");
      boolean module =
          ecosystem.startsWith("SUSE:Linux Enterprise Module for ")
              && ecosystem.endsWith(" " + pack);
      if (server || module) {
        ecosystems.add(ecosystem);
      }
    }
    ecosystems.sort(null);
    return new System(title, ecosystems, "rpm", Naming.SOURCE);
  }

  /// From its sixth release on the product is called SUSE Linux Micro.
  private static System suseMicro(String release) {
    String before = "SUSE:Linux Enterprise Micro " + release;
    if (release.isEmpty() || release.startsWith("5.")) {
      return new System(before, "rpm", Naming.SOURCE);
    }
    String title = "SUSE:Linux Micro " + release;
    return new System(title, List.of(title, before), "rpm", Naming.SOURCE);
  }

  /// `24.03-LTS-SP1` of `openEuler 24.03 (LTS-SP1)`.
  private static String openEulerRelease(Distribution distribution) {
    String name = distribution.name();
    int open = name.indexOf('(');
    int close = name.indexOf(')', open + 1);
    return open < 0 || close < 0
        ? distribution.versionId()
        : distribution.versionId() + "-" + name.substring(open + 1, close).toUpperCase(Locale.ROOT);
  }

  private static String suffix(String release) {
    return release.isEmpty() ? "" : ":" + release;
  }

  private static String major(String release) {
    int dot = release.indexOf('.');
    return dot < 0 ? release : release.substring(0, dot);
  }
}
