package dev.drydock.catalog.dart;

import dev.drydock.bom.Purl;
import dev.drydock.catalog.Discoveries;
import dev.drydock.catalog.Document;
import dev.drydock.catalog.DocumentCataloger;
import dev.drydock.catalog.PackageGraph;
import dev.drydock.catalog.SourceAddress;
import dev.drydock.image.ImagePaths;
import dev.drydock.image.LayerEntry;
import dev.drydock.json.Json;
import dev.drydock.limits.Limits;
import java.io.IOException;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Finds the packages in a `pubspec.lock` ([Dart
/// documentation](https://dart.dev/tools/pub/glossary#lockfile)):
///
///     packages:
///       args:
///         dependency: transitive
///         description: {name: args, url: "https://pub.dev"}
///         source: hosted
///         version: "1.6.0"
///     sdks:
///       flutter: ">=3.24.5"
///
/// Packages that the project itself needs for development only are left out. Most of those of an SDK
/// have no version of their own but `0.0.0`: the lowest one of the SDK that is allowed counts. What
/// has the source `path` is a folder of the project. Nor do lock files count that lie in packages of
/// pub's cache.
public final class PubspecLockCataloger extends DocumentCataloger {
  public PubspecLockCataloger(Limits limits) {
    super("pubspec-lock", limits, "pubspec.lock");
  }

  @Override
  public boolean wants(LayerEntry file) {
    return super.wants(file)
        && !ImagePaths.leadsThrough(file.path(), ".pub-cache/hosted/")
        && !ImagePaths.leadsThrough(file.path(), ".pub-cache/git/");
  }

  @Override
  protected void read(Document document, Discoveries out) throws IOException {
    Json lock = document.yaml();
    PackageGraph packages = document.packages(out);
    Json entries = lock.get("packages").orElse(null);
    if (entries != null) {
      entries.members().forEach((name, entry) -> add(name, entry, lock, document, packages));
    }
  }

  private static void add(
      String name, Json entry, Json lock, Document document, PackageGraph packages) {
    if (name.isBlank() || "direct dev".equals(entry.text("dependency"))) {
      return;
    }
    String source = entry.text("source");
    String version = entry.text("version");
    if ("sdk".equals(source) && (version == null || version.equals("0.0.0"))) {
      String sdk = entry.text("description");
      String allowed = sdk == null ? null : lock.get("sdks").map(all -> all.text(sdk)).orElse(null);
      version = lowest(allowed);
    }
    String told = version == null ? "" : version;
    Map<String, String> qualifiers =
        qualifiers(source, entry.get("description").orElse(new Json.Null()));
    Purl purl = Purl.of("pub", null, name.toLowerCase(Locale.ROOT), told, qualifiers);
    packages.add(name, document.component(name, told, purl).asOwnProject("path".equals(source)));
  }

  private static Map<String, String> qualifiers(@Nullable String source, Json description) {
    String address = description.text("url");
    if (address == null || source == null) {
      return Map.of();
    }
    if (source.equals("git")) {
      String commit = description.text("resolved-ref");
      return Map.of("vcs_url", SourceAddress.git(address, commit == null ? "" : commit));
    }
    boolean usual =
        SourceAddress.of(address, "pub.dev") || SourceAddress.of(address, "pub.dartlang.org");
    return source.equals("hosted") && !usual
        ? Map.of("repository_url", SourceAddress.withoutUser(address))
        : Map.of();
  }

  /// `3.24.5` of `>=3.24.5`, `>=3.24.5 <4.0.0` and `^3.24.5`; `null` of others.
  private static @Nullable String lowest(@Nullable String range) {
    if (range == null) {
      return null;
    }
    String from =
        range.startsWith(">=")
            ? range.substring(2).strip()
            : range.startsWith("^") ? range.substring(1).strip() : range.strip();
    int blank = from.indexOf(' ');
    String version = blank < 0 ? from : from.substring(0, blank);
    return !version.isEmpty() && Character.isDigit(version.charAt(0)) ? version : null;
  }
}
