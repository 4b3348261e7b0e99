package dev.drydock.dockerfile.resolution;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What whoever runs a build gives it.
///
/// @param values of `--build-arg`
/// @param platform for which it builds, `linux/arm64/v8` for instance; `null` where nobody knows
/// @param buildPlatform on which it runs; `null` where nobody knows
public record BuildArguments(
    Map<String, String> values, @Nullable String platform, @Nullable String buildPlatform) {
  public BuildArguments {
    values = Map.copyOf(values);
  }

  public static BuildArguments none() {
    return new BuildArguments(Map.of(), null, null);
  }

  /// The value of a variable that builders set by themselves; `null` where `name` is none, or
  /// nobody knows the platform.
  @Nullable String ofPlatform(String name) {
    if (name.startsWith("TARGET")) {
      return part(platform, name.substring("TARGET".length()));
    }
    return name.startsWith("BUILD") ? part(buildPlatform, name.substring("BUILD".length())) : null;
  }

  static boolean isOfPlatform(String name) {
    return switch (name) {
      case "TARGETPLATFORM", "TARGETOS", "TARGETARCH", "TARGETVARIANT" -> true;
      case "BUILDPLATFORM", "BUILDOS", "BUILDARCH", "BUILDVARIANT" -> true;
      default -> false;
    };
  }

  private static @Nullable String part(@Nullable String platform, String part) {
    if (platform == null) {
      return null;
    }
    String[] parts = platform.split("/", 3);
    return switch (part) {
      case "PLATFORM" -> platform;
      case "OS" -> parts[0];
      case "ARCH" -> parts.length > 1 ? parts[1] : null;
      case "VARIANT" -> parts.length > 2 ? parts[2] : "";
      default -> null;
    };
  }
}
