package dev.drydock.bom.spdx;

import dev.drydock.bom.Purl;
import dev.drydock.json.Json;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What vcpkg writes of each port that it installs, `share/PORT/vcpkg.spdx.json` ([vcpkg
/// documentation](https://learn.microsoft.com/vcpkg/reference/software-bill-of-materials)):
///
///     {"creationInfo": {"creators": ["Tool: vcpkg-2025-07-16-d6c0…"]}, "packages": [
///       {"SPDXID": "SPDXRef-port", "name": "fmt", "versionInfo": "11.0.2#1"},
///       {"SPDXID": "SPDXRef-binary", "name": "fmt:x64-linux", "versionInfo": "0836…"},
///       {"SPDXID": "SPDXRef-resource-0", "name": "fmtlib/fmt"}]}
///
/// The port has the name and the version of the software. What was built from it has a hash in the
/// place of a version; resources are what was downloaded for that.
final class VcpkgDocument {
  private static final String PORT = "SPDXRef-port";
  private static final String BINARY = "SPDXRef-binary";
  private static final String RESOURCE = "SPDXRef-resource-";

  private final @Nullable String purl;

  private VcpkgDocument(@Nullable String purl) {
    this.purl = purl;
  }

  /// `null` where another tool wrote it.
  static @Nullable VcpkgDocument of(Json document) {
    boolean ofVcpkg = false;
    Json creation = document.get("creationInfo").orElse(new Json.Null());
    for (String creator : creation.texts("creators")) {
      ofVcpkg |= creator.startsWith("Tool: vcpkg-");
    }
    return ofVcpkg ? new VcpkgDocument(purl(document)) : null;
  }

  /// Whether a package is software that is installed.
  boolean installed(String id) {
    return !id.equals(BINARY) && !id.startsWith(RESOURCE);
  }

  /// What to call the package; `null` where it is not the port.
  @Nullable String purl(String id) {
    return id.equals(PORT) ? purl : null;
  }

  private static @Nullable String purl(Json document) {
    String name = null;
    String version = null;
    String triplet = "";
    for (Json item : document.items("packages")) {
      String id = String.valueOf(item.text("SPDXID"));
      if (id.equals(PORT)) {
        name = SpdxPackages.said(item.text("name"));
        version = SpdxPackages.said(item.text("versionInfo"));
      } else if (id.equals(BINARY)) {
        String built = String.valueOf(item.text("name"));
        int colon = built.indexOf(':');
        triplet = colon < 0 ? "" : built.substring(colon + 1);
      }
    }
    if (name == null || version == null) {
      return null;
    }
    // the version of the port's recipe, of which there are several for one of the software
    int hash = version.lastIndexOf('#');
    String upstream = hash < 0 ? version : version.substring(0, hash);
    String recipe = hash < 0 ? "" : version.substring(hash + 1);
    Map<String, String> qualifiers = Map.of("port_version", recipe, "triplet", triplet);
    return Purl.of("vcpkg", null, name, upstream, qualifiers).toString();
  }
}
