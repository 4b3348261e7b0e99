package dev.drydock.bom;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// The name of a package as its ecosystem writes it, out of its purl: Maven `group:artifact`, npm
/// `@scope/name`, Go the module path, CocoaPods `pod/subspec`, Visual Studio Code `publisher.name`.
public final class PackageName {
  private PackageName() {}

  /// @param written the name that a document has beside the purl, which may keep the case that the
  ///   purl has lost; `null` where it has none
  public static String of(Purl purl, @Nullable String written) {
    String namespace = purl.namespace();
    String name = purl.name();
    String whole =
        switch (purl.type()) {
          // the namespace of these says who distributes it
          case "deb",
              "rpm",
              "apk",
              "alpm",
              "ebuild",
              "opkg",
              "bitnami",
              "generic",
              "conda",
              "docker",
              "oci" ->
              name;
          case "maven", "clojars" -> namespace == null ? name : namespace + ":" + name;
          case "cocoapods" -> purl.subpath() == null ? name : name + "/" + purl.subpath();
          case "vscode-extension" -> namespace == null ? name : namespace + "." + name;
          default -> namespace == null ? name : namespace + "/" + name;
        };
    return written != null && normal(written).equals(normal(whole)) ? written : whole;
  }

  private static String normal(String name) {
    return name.toLowerCase(Locale.ROOT).replace('_', '-').replace('.', '-');
  }
}
