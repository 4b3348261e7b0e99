package dev.drydock.bom.described;

import dev.drydock.bom.Component;
import dev.drydock.bom.Component.OsPackage;
import dev.drydock.bom.Component.Source;
import dev.drydock.bom.Installation;
import dev.drydock.bom.OwnProperties;
import dev.drydock.bom.Purl;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What a package of an operating system was built from, and for which architecture and module:
/// advisories speak of that, and every tool has another place for it. Drydock's, Trivy's and Syft's
/// properties are known, and the purl qualifiers `upstream`, `epoch`, `arch` and `rpmmod`, and
/// those of OSV-SCALIBR in the place of `upstream`.
final class Particulars {
  private static final String TRIVY = "aquasecurity:trivy:";
  private static final String SYFT = "syft:metadata:";

  private Particulars() {}

  /// `null` where it is a package of no operating system.
  static @Nullable OsPackage osPackage(DescribedComponent described, Purl purl, String version) {
    boolean own = described.property(OwnProperties.SOURCE_NAME) != null;
    boolean kind =
        switch (purl.type()) {
          case "deb", "rpm", "apk", "alpm", "opkg" -> true;
          default -> false;
        };
    if (!own && !kind) {
      return null;
    }
    return new OsPackage(
        own ? ownSource(described) : source(described, purl, version),
        architecture(described, purl),
        first(
            described.property(OwnProperties.MAINTAINER),
            own ? null : described.property(SYFT + "maintainer"),
            own ? null : described.property(SYFT + "vendor"),
            own ? null : described.supplier),
        modularity(described, purl, own),
        installation(described));
  }

  /// `null` where the document does not say, or not in a word that is known.
  private static @Nullable Installation installation(DescribedComponent described) {
    String told = described.property(OwnProperties.INSTALLATION);
    for (Installation.Reason reason : Installation.Reason.values()) {
      if (reason.word().equals(told)) {
        return new Installation(
            reason,
            words(described.property(OwnProperties.ALTERNATIVE_FOR)),
            words(described.property(OwnProperties.RECOMMENDED_BY)),
            lines(described.property(OwnProperties.LINKED_BY)));
      }
    }
    return null;
  }

  private static @Nullable List<String> lines(@Nullable String text) {
    return text == null || text.isBlank()
        ? null
        : text.equals("-") ? List.of() : List.of(text.strip().split("\n+"));
  }

  private static List<String> words(@Nullable String text) {
    return text == null || text.isBlank() ? List.of() : List.of(text.strip().split(" +"));
  }

  private static Source ownSource(DescribedComponent described) {
    String name = described.property(OwnProperties.SOURCE_NAME);
    String version = described.property(OwnProperties.SOURCE_VERSION);
    return new Source(
        name == null ? "" : name,
        version == null ? "" : version,
        !"false".equals(described.property(OwnProperties.SOURCE_EPOCH)));
  }

  private static Source source(DescribedComponent described, Purl purl, String version) {
    String name = described.property(TRIVY + "SrcName");
    if (name != null && !name.isBlank()) {
      return new Source(name, trivyVersion(described, purl, version), true);
    }
    String file = first(described.property(SYFT + "sourceRpm"), null, null, null);
    String upstream = file != null ? file : upstream(purl);
    if (purl.type().equals("rpm")) {
      return ofFile(upstream, purl, version);
    }
    String told =
        first(
            described.property(SYFT + "source"),
            described.property(SYFT + "originPackage"),
            null,
            null);
    if (told != null) {
      String toldVersion = described.property(SYFT + "sourceVersion");
      return new Source(told, toldVersion == null ? version : toldVersion, true);
    }
    if (upstream == null) {
      return new Source(purl.name(), version, true);
    }
    int at = upstream.indexOf('@');
    return at <= 0
        ? new Source(upstream, version, true)
        : new Source(upstream.substring(0, at), upstream.substring(at + 1), true);
  }

  /// As in `upstream`: the source's file of an rpm package, else its name, with `@` and its version
  /// where the package's is another.
  private static @Nullable String upstream(Purl purl) {
    Map<String, String> qualifiers = purl.qualifiers();
    String upstream = qualifiers.get("upstream");
    if (upstream != null) {
      return upstream;
    }
    return switch (purl.type()) {
      case "deb" -> {
        String name = qualifiers.get("source");
        String version = qualifiers.get("sourceversion");
        yield name == null || version == null ? name : name + "@" + version;
      }
      case "apk" -> qualifiers.get("origin");
      case "rpm" -> qualifiers.get("sourcerpm");
      default -> null;
    };
  }

  /// `openssl-1.1.1k-9.el8.src.rpm`; it leaves out the epoch.
  private static Source ofFile(@Nullable String file, Purl purl, String version) {
    if (file != null) {
      int end =
          file.endsWith(".src.rpm")
              ? file.length() - 8
              : file.endsWith(".nosrc.rpm") ? file.length() - 10 : -1;
      int release = end < 0 ? -1 : file.lastIndexOf('-', end - 1);
      int from = release < 1 ? -1 : file.lastIndexOf('-', release - 1);
      if (from > 0) {
        return new Source(file.substring(0, from), file.substring(from + 1, end), false);
      }
    }
    return new Source(purl.name(), version, true);
  }

  private static String trivyVersion(DescribedComponent described, Purl purl, String version) {
    String told = described.property(TRIVY + "SrcVersion");
    if (told == null || told.isBlank()) {
      return version;
    }
    String release = described.property(TRIVY + "SrcRelease");
    String epoch = described.property(TRIVY + "SrcEpoch");
    String whole = release == null || release.isBlank() ? told : told + "-" + release;
    if (epoch == null && purl.type().equals("rpm")) {
      epoch = purl.qualifiers().get("epoch");
    }
    return PackageVersion.withEpoch(epoch, whole);
  }

  private static String architecture(DescribedComponent described, Purl purl) {
    String told =
        first(
            described.property(OwnProperties.ARCHITECTURE),
            purl.qualifiers().get("arch"),
            described.property(SYFT + "architecture"),
            null);
    return told == null ? "" : told;
  }

  /// A document that Drydock wrote tells an empty label from none.
  private static @Nullable String modularity(DescribedComponent described, Purl purl, boolean own) {
    if (own) {
      return described.property(OwnProperties.MODULARITY);
    }
    return first(
        described.property(TRIVY + "Modularitylabel"),
        described.property(SYFT + "modularityLabel"),
        purl.qualifiers().get("rpmmod"),
        purl.qualifiers().get("modularitylabel"));
  }

  /// Where it was found, after the properties of tools that have no member for it.
  static void places(DescribedComponent described) {
    if (!described.places.isEmpty()) {
      return;
    }
    String trivy = described.property(TRIVY + "FilePath");
    if (trivy != null) {
      described.place(trivy, trivyLayer(described));
    }
    for (int i = 0; i < 100; i++) {
      String path = described.property("syft:location:" + i + ":path");
      if (path == null) {
        return;
      }
      described.place(path, described.property("syft:location:" + i + ":layerID"));
    }
  }

  private static @Nullable String trivyLayer(DescribedComponent described) {
    return first(
        described.property(TRIVY + "LayerDiffID"),
        described.property(TRIVY + "LayerDigest"),
        null,
        null);
  }

  /// The layer of a component that has no path.
  static @Nullable String layer(DescribedComponent described) {
    return first(described.property(OwnProperties.LAYER), trivyLayer(described), null, null);
  }

  static Component.Evidence evidence(DescribedComponent described, String format) {
    String cataloger = described.property(OwnProperties.CATALOGER);
    String source = described.property(OwnProperties.EVIDENCE);
    return cataloger == null
        ? new Component.Evidence(DescribedBom.CATALOGER, format)
        : new Component.Evidence(cataloger, source == null ? format : source);
  }

  private static @Nullable String first(
      @Nullable String one, @Nullable String two, @Nullable String three, @Nullable String four) {
    String found = one != null ? one : two != null ? two : three != null ? three : four;
    return found == null || found.isBlank() ? null : found;
  }
}
