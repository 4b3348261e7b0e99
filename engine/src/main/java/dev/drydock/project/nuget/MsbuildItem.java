package dev.drydock.project.nuget;

import dev.drydock.project.xml.SourceAttribute;
import dev.drydock.project.xml.SourceElement;
import dev.drydock.project.xml.Written;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// An item of an MSBuild file that names a package.
///
/// @param name as it is written
/// @param naming the attribute that names it: `Include`, or `Update` of an item from elsewhere
/// @param shared whether that names other packages too
record MsbuildItem(
    Kind kind, SourceElement element, String name, SourceAttribute naming, boolean shared) {

  enum Kind {
    PACKAGE_REFERENCE("PackageReference"),
    /// The version of a package in central package management, which projects refer to without one.
    PACKAGE_VERSION("PackageVersion"),
    GLOBAL_PACKAGE_REFERENCE("GlobalPackageReference"),
    PACKAGE_DOWNLOAD("PackageDownload"),
    DOT_NET_CLI_TOOL_REFERENCE("DotNetCliToolReference");

    private final String element;

    Kind(String element) {
      this.element = element;
    }

    String element() {
      return element;
    }

    /// Names of items have no case.
    static @Nullable Kind of(String element) {
      for (Kind kind : values()) {
        if (kind.element.equalsIgnoreCase(element)) {
          return kind;
        }
      }
      return null;
    }

    /// Whether such packages are for building only.
    boolean isForBuilds() {
      return switch (this) {
        case PACKAGE_REFERENCE, PACKAGE_VERSION -> false;
        case GLOBAL_PACKAGE_REFERENCE, PACKAGE_DOWNLOAD, DOT_NET_CLI_TOOL_REFERENCE -> true;
      };
    }
  }

  boolean isNamed(String other) {
    return name.equalsIgnoreCase(other);
  }

  /// What a metadatum says; `""` where there is none.
  String metadata(String key) {
    return attribute(key)
        .map(attribute -> attribute.value().value().strip())
        .or(() -> child(key).map(SourceElement::text))
        .orElse("");
  }

  /// Whether it has a version, however that is written.
  boolean hasVersion() {
    return !requirement().isEmpty();
  }

  /// The version as it is written.
  String requirement() {
    String override = metadata("VersionOverride");
    return override.isEmpty() ? metadata("Version") : override;
  }

  /// Where that is written; empty where it is in no one piece.
  Optional<Written> version() {
    String key = metadata("VersionOverride").isEmpty() ? "Version" : "VersionOverride";
    return attribute(key)
        .map(SourceAttribute::value)
        .or(() -> child(key).flatMap(SourceElement::written));
  }

  private Optional<SourceAttribute> attribute(String key) {
    return element.attributes().stream()
        .filter(attribute -> attribute.name().equalsIgnoreCase(key))
        .findFirst();
  }

  private Optional<SourceElement> child(String key) {
    return element.children().stream()
        .filter(child -> child.name().equalsIgnoreCase(key))
        .findFirst();
  }

  /// Whether the version is an element of its own, not an attribute.
  boolean hasVersionElement() {
    return attribute("Version").isEmpty() && child("Version").isPresent();
  }
}
