package dev.drydock.vex;

import dev.drydock.bom.Component;
import dev.drydock.bom.Distribution;
import dev.drydock.bom.Purl;
import dev.drydock.version.VersionRange;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The purl of a statement, which names packages. What it leaves out, any package may have: without
/// a version it names all versions, without an architecture all of them.
///
/// @param versions of which the package has to be one; `null` where the document says no more than
///   the purl
public record PurlPattern(Purl purl, @Nullable VersionRange versions) {
  /// Where a package was taken from, not which one it is.
  private static final Set<String> PLACES =
      Set.of(
          "checksum",
          "download_url",
          "file_name",
          "vcs_url",
          "type",
          "upstream",
          "ext",
          // of Syft's references: a number that it gives to packages of one document
          "package-id");

  /// Whatever the purl says.
  public PurlPattern(Purl purl) {
    this(purl, null);
  }

  /// The packages of that one version.
  PurlPattern at(String version) {
    return new PurlPattern(purl.at(version));
  }

  /// The packages of any version in the range. An image has no versions that could be ordered.
  ///
  /// @return `null` where the range is not one of such packages
  @Nullable PurlPattern in(VersionRange range) {
    return !range.isFor(purl.type()) || Platforms.isImage(purl)
        ? null
        : new PurlPattern(purl.at(null), range);
  }

  boolean hasVersion() {
    return purl.version() != null;
  }

  /// Whether a package is one of those that it names.
  ///
  /// @param distribution that the component belongs to
  boolean names(Component component, @Nullable Distribution distribution) {
    return names(purl, component, distribution)
        && (versions == null || versions.contains(version(purl, component)));
  }

  /// Whether it is the module that a package of a distribution was built for:
  /// `pkg:rpmmod/redhat/nodejs@18` that of `nodejs:18:8090020231212:a75119d5`.
  boolean isModuleOf(Component component) {
    Component.OsPackage os = component.os();
    return purl.type().equals("rpmmod")
        && os != null
        && sameNamespace(purl, component.purl())
        && inModule(purl.name() + (purl.version() == null ? "" : ":" + purl.version()), os);
  }

  private static boolean inModule(String asked, Component.@Nullable OsPackage os) {
    String own = os == null ? null : os.modularityLabel();
    return own != null && (own.equals(asked) || own.startsWith(asked + ":"));
  }

  /// What the purl speaks of has this version.
  private static String version(Purl pattern, Component component) {
    Component.OsPackage os = component.os();
    return os != null && isSource(pattern) ? os.source().version() : component.version();
  }

  private static boolean isSource(Purl pattern) {
    String arch = pattern.qualifiers().get("arch");
    return "source".equals(arch) || "src".equals(arch);
  }

  /// As a document would write it.
  @Override
  public String toString() {
    return versions == null ? purl.toString() : purl + " in " + versions;
  }

  private static boolean names(
      Purl pattern, Component component, @Nullable Distribution distribution) {
    Component.OsPackage os = component.os();
    if (os != null && isSource(pattern)) {
      return pattern.type().equals(component.type())
          && sameNamespace(pattern, component.purl())
          && pattern.name().equals(os.source().name())
          && (pattern.version() == null
              || sameVersion(pattern, pattern.version(), os.source().version()))
          && qualifiers(pattern, component, distribution, true);
    }
    Purl purl = component.purl();
    return pattern.type().equals(purl.type())
        && sameName(pattern, purl)
        && sameNamespace(pattern, purl)
        && (pattern.version() == null || sameVersion(pattern, pattern.version(), version(purl)))
        && (pattern.subpath() == null || pattern.subpath().equals(purl.subpath()))
        && qualifiers(pattern, component, distribution, false);
  }

  private static String version(Purl purl) {
    return purl.version() == null ? "" : purl.version();
  }

  private static boolean sameName(Purl pattern, Purl purl) {
    return ignoresCase(purl.type())
        ? pattern.name().equalsIgnoreCase(purl.name())
        : pattern.name().equals(purl.name());
  }

  private static boolean ignoresCase(String type) {
    return switch (type) {
      case "golang", "nuget", "composer", "pypi", "hex" -> true;
      default -> false;
    };
  }

  private static boolean sameNamespace(Purl pattern, Purl purl) {
    String asked = vendor(pattern.namespace());
    String own = vendor(purl.namespace());
    return asked.equals(own) || ignoresCase(purl.type()) && asked.equalsIgnoreCase(own);
  }

  /// One name for each distribution that documents call by several.
  private static String vendor(@Nullable String namespace) {
    return switch (namespace == null ? "" : namespace) {
      case "rhel", "redhat" -> "redhat";
      case "amzn", "amazon", "amazonlinux" -> "amazon";
      case "ol", "oracle", "oraclelinux" -> "oracle";
      case "rocky", "rocky-linux", "rockylinux" -> "rocky";
      case "alma", "almalinux" -> "almalinux";
      case "sles", "suse" -> "suse";
      case "opensuse", "opensuse-leap", "opensuse-tumbleweed" -> "opensuse";
      case "azurelinux", "azl", "mariner" -> "azurelinux";
      default -> namespace == null ? "" : namespace;
    };
  }

  private static boolean sameVersion(Purl pattern, String asked, String own) {
    if (asked.equals(own)) {
      return true;
    }
    return switch (pattern.type()) {
      case "golang" -> withoutV(asked).equals(withoutV(own));
      case "rpm" ->
          withoutEpoch(asked).equals(withoutEpoch(own))
              && (asked.indexOf(':') < 0 || own.indexOf(':') < 0);
      // Trivy's form; Debian's own has the epoch in the version, where none is the epoch 0
      case "deb" -> own.equals(pattern.qualifiers().get("epoch") + ":" + asked);
      default -> false;
    };
  }

  private static String withoutV(String version) {
    return version.startsWith("v") ? version.substring(1) : version;
  }

  private static String withoutEpoch(String version) {
    return version.substring(version.indexOf(':') + 1);
  }

  private static boolean qualifiers(
      Purl pattern, Component component, @Nullable Distribution distribution, boolean source) {
    for (Map.Entry<String, String> qualifier : pattern.qualifiers().entrySet()) {
      String key = qualifier.getKey();
      String asked = qualifier.getValue();
      String own = component.purl().qualifiers().get(key);
      boolean same =
          switch (key) {
            case "arch" -> source || own == null || asked.equals(own);
            case "rpmmod" -> inModule(asked, component.os());
            case "distro" -> release(asked, own, distribution);
            case "epoch" -> number(asked).equals(epoch(own, version(pattern, component)));
            case "os_name" -> distribution != null && asked.equals(distribution.id());
            case "os_version" -> distribution != null && within(asked, distribution.versionId());
            case "os_distro" -> distribution != null && asked.equals(distribution.codename());
            default -> asked.equals(own) || own == null && PLACES.contains(key);
          };
      if (!same) {
        return false;
      }
    }
    return true;
  }

  private static String number(@Nullable String epoch) {
    return epoch == null || epoch.isEmpty() ? "0" : epoch;
  }

  /// In a qualifier, or in the version.
  private static String epoch(@Nullable String own, String version) {
    int colon = version.indexOf(':');
    return number(own != null || colon < 0 ? own : version.substring(0, colon));
  }

  /// `debian-12` is `debian-12.5` too, and `bookworm`; some tools write the version alone.
  private static boolean release(
      String asked, @Nullable String own, @Nullable Distribution distribution) {
    String lower = asked.toLowerCase(Locale.ROOT);
    if (distribution != null && distribution.id().equals("debian")) {
      // its point releases are no releases of their own, and os-release does not have them
      lower = withoutPoint(lower);
    }
    return own != null && within(lower, own)
        || distribution != null
            && (within(lower, distribution.purlQualifier())
                || within(lower, distribution.versionId())
                || lower.equals(distribution.codename())
                || lower.equals(distribution.id())
                || lower.equals(distribution.id() + "-" + distribution.codename()));
  }

  private static String withoutPoint(String release) {
    int dot = release.indexOf('.');
    return dot < 0 ? release : release.substring(0, dot);
  }

  /// Whether `own` is the release `asked` or a part of it: `12` has `12.5`.
  static boolean within(String asked, String own) {
    return own.equals(asked) || own.startsWith(asked + ".");
  }
}
