package dev.drydock.catalog.npm;

import dev.drydock.catalog.SourceAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The archive of a package in a registry of npm, which tells the version where nothing else does:
///
///     https://registry.npmjs.org/@scope/name/-/name-1.2.3.tgz
///
/// Mirrors have `download` for the dash. Archives elsewhere may be called anything.
final class RegistryArchive {
  private static final String SUFFIX = ".tgz";
  private static final List<String> FOLDERS = List.of("/-/", "/download/");

  private RegistryArchive() {}

  /// The version of the package `name`, with its scope; `null` where the address is another one.
  static @Nullable String version(String name, String address) {
    String plain = SourceAddress.withoutQuery(address);
    String base = name.substring(name.lastIndexOf('/') + 1);
    String file = plain.substring(plain.lastIndexOf('/') + 1);
    boolean named = !base.isEmpty() && file.startsWith(base + "-") && file.endsWith(SUFFIX);
    if (!named || file.length() <= base.length() + 1 + SUFFIX.length()) {
      return null;
    }
    String version = file.substring(base.length() + 1, file.length() - SUFFIX.length());
    return inRegistry(plain, base) && Character.isDigit(version.charAt(0)) ? version : null;
  }

  private static boolean inRegistry(String address, String base) {
    for (String folder : FOLDERS) {
      int at = address.lastIndexOf(folder);
      String before = at < 0 ? "" : address.substring(0, at).replace("%2f", "/");
      if (before.replace("%2F", "/").endsWith("/" + base)) {
        return true;
      }
    }
    return false;
  }
}
