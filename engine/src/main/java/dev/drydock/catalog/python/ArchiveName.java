package dev.drydock.catalog.python;

import dev.drydock.bom.PythonName;
import dev.drydock.catalog.SourceAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The file name of an archive of a distribution, which has its name and version (Python packaging
/// specifications, "Binary distribution format" and "Source distribution format"):
/// `zope.interface-5.4.0-cp39-cp39-linux_x86_64.whl`, `zope_interface-5.4.0.tar.gz`.
///
/// @param name as it stands there, with underscores for most other characters
/// @param platform the last of a wheel's tags: `any`, `manylinux_2_17_x86_64`, `win_amd64`
record ArchiveName(String name, String version, String platform) {
  private static final String WHEEL = ".whl";
  private static final List<String> SOURCES = List.of(".tar.gz", ".zip", ".tar.bz2", ".tgz");

  /// Of a wheel, whose name has five parts, or six where there is a build number; `null` of others.
  ///
  /// @param address also a path, or the name alone
  static @Nullable ArchiveName wheel(String address) {
    String file = file(address);
    if (!file.endsWith(WHEEL)) {
      return null;
    }
    List<String> parts = List.of(file.substring(0, file.length() - WHEEL.length()).split("-", 7));
    boolean complete = parts.size() == 5 || parts.size() == 6;
    return complete && plausible(parts.get(0), parts.get(1))
        ? new ArchiveName(parts.get(0), parts.get(1), parts.getLast())
        : null;
  }

  /// Whether it is for Windows or macOS alone, so that pip refuses it in nearly all images.
  boolean otherSystem() {
    return platform.startsWith("win") || platform.startsWith("macosx");
  }

  /// Whether the address, or the path, is that of an archive and not of a folder.
  static boolean archive(String address) {
    String file = file(address);
    return file.endsWith(WHEEL) || SOURCES.stream().anyMatch(file::endsWith);
  }

  /// The version of the distribution `name`, where the address is that of an archive of it. Only
  /// with its name known can it be told from the version in the name of a source archive.
  static @Nullable String version(String name, String address) {
    ArchiveName wheel = wheel(address);
    if (wheel != null) {
      return same(name, wheel.name) ? wheel.version : null;
    }
    String file = file(address);
    for (String suffix : SOURCES) {
      int dash = file.lastIndexOf('-');
      int end = file.length() - suffix.length();
      if (file.endsWith(suffix) && dash > 0 && dash + 1 < end) {
        String version = file.substring(dash + 1, end);
        boolean good = plausible(name, version) && Character.isDigit(version.charAt(0));
        return good && same(name, file.substring(0, dash)) ? version : null;
      }
    }
    return null;
  }

  private static boolean same(String name, String other) {
    return PythonName.normalised(name).equals(PythonName.normalised(other));
  }

  private static boolean plausible(String name, String version) {
    return !version.isEmpty() && new LockedDistribution(name, version, null, List.of()).plausible();
  }

  /// What comes last in an address; `+` begins a local version and may be encoded.
  private static String file(String address) {
    String plain = SourceAddress.withoutQuery(address);
    return plain.substring(plain.lastIndexOf('/') + 1).replace("%2B", "+").replace("%2b", "+");
  }
}
