package dev.drydock.catalog.vscode;

import dev.drydock.bom.Purl;
import dev.drydock.catalog.Discoveries;
import dev.drydock.catalog.Document;
import dev.drydock.catalog.DocumentCataloger;
import dev.drydock.catalog.PackageGraph;
import dev.drydock.json.Json;
import dev.drydock.limits.Limits;
import java.io.IOException;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Finds extensions of Visual Studio Code's servers, of code-server and others made from it, by the
/// list that they keep of what is installed, `extensions/extensions.json`:
///
///     [{"identifier": {"id": "golang.go", "uuid": "d6f6…"}, "version": "0.39.1",
///       "metadata": {"targetPlatform": "linux-x64"}}]
///
/// The file of that name in a project's `.vscode` recommends extensions and is another one.
public final class VsCodeExtensionsCataloger extends DocumentCataloger {
  public VsCodeExtensionsCataloger(Limits limits) {
    super("vscode-extensions", limits, "extensions/extensions.json");
  }

  @Override
  protected void read(Document document, Discoveries out) throws IOException {
    PackageGraph packages = document.packages(out);
    for (Json extension : document.json().items()) {
      String id = extension.get("identifier").map(one -> one.text("id")).orElse(null);
      String version = extension.text("version");
      if (id != null && version != null && !version.isBlank()) {
        Json metadata = extension.get("metadata").orElse(new Json.Null());
        add(id.toLowerCase(Locale.ROOT), version, metadata.text("targetPlatform"), packages);
      }
    }
  }

  /// @param id publisher and name, which no two extensions share in any case
  private static void add(
      String id, String version, @Nullable String platform, PackageGraph packages) {
    int dot = id.indexOf('.');
    if (dot <= 0 || dot + 1 == id.length() || id.indexOf('/') >= 0 || id.indexOf(' ') >= 0) {
      return;
    }
    String told =
        switch (String.valueOf(platform)) {
          case "null", "universal", "undefined", "unknown" -> "";
          default -> String.valueOf(platform);
        };
    packages.add(
        id,
        id,
        version,
        Purl.of(
            "vscode-extension",
            id.substring(0, dot),
            id.substring(dot + 1),
            version,
            Map.of("platform", told)));
  }
}
