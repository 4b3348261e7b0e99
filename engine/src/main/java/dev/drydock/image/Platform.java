package dev.drydock.image;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// An operating system and processor, `os/architecture[/variant]`, in Go's words as the OCI image
/// index has them: `linux/amd64`, `linux/arm64/v8`.
public record Platform(String os, String architecture, @Nullable String variant) {

  /// @throws IllegalArgumentException where `text` is not two or three words between slashes
  public static Platform parse(String text) {
    String[] parts = text.toLowerCase(Locale.ROOT).split("/", -1);
    if (parts.length < 2 || parts.length > 3 || parts[0].isEmpty() || parts[1].isEmpty()) {
      throw new IllegalArgumentException(
          "not a platform: " + text + " (write os/architecture, such as linux/amd64)");
    }
    return new Platform(parts[0], parts[1], parts.length == 3 ? parts[2] : null);
  }

  /// Linux on the processor that `osArch` (Java's name for it) means.
  public static Platform linuxOn(String osArch) {
    return switch (osArch.toLowerCase(Locale.ROOT)) {
      case "amd64", "x86_64" -> new Platform("linux", "amd64", null);
      case "aarch64", "arm64" -> new Platform("linux", "arm64", "v8");
      case "arm" -> new Platform("linux", "arm", "v7");
      case "x86", "i386" -> new Platform("linux", "386", null);
      default -> new Platform("linux", osArch.toLowerCase(Locale.ROOT), null);
    };
  }

  @Override
  public String toString() {
    return variant == null ? os + "/" + architecture : os + "/" + architecture + "/" + variant;
  }
}
