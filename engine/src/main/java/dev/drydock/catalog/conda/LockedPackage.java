package dev.drydock.catalog.conda;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A package that a lock file pins.
///
/// @param needs names of other packages
record LockedPackage(CondaRecord record, List<String> needs) {
  private static final List<String> ARCHIVES = List.of(".conda", ".tar.bz2");
  private static final List<String> OTHER_SYSTEMS = List.of("osx-", "win-", "emscripten-", "wasi-");

  LockedPackage {
    needs = List.copyOf(needs);
  }

  /// By the address of its archive, `https://host/CHANNEL/PLATFORM/NAME-VERSION-BUILD.conda`.
  ///
  /// @param more members of its record, such as its digests; those that the address has too may be
  ///   missing
  /// @return `null` where it is no such address, or the package is for another system
  static @Nullable LockedPackage at(String address, Map<String, String> more, List<String> needs) {
    int file = address.lastIndexOf('/') + 1;
    int platform = address.lastIndexOf('/', file - 2) + 1;
    String name = address.substring(file);
    int end = -1;
    for (String archive : ARCHIVES) {
      end = name.endsWith(archive) ? name.length() - archive.length() : end;
    }
    int build = end < 0 ? -1 : name.lastIndexOf('-', end - 1);
    int version = build < 0 ? -1 : name.lastIndexOf('-', build - 1);
    if (version <= 0 || platform <= 0) {
      return null;
    }
    Map<String, String> members = new HashMap<>(more);
    members.put("name", name.substring(0, version));
    members.put("version", name.substring(version + 1, build));
    members.put("build", name.substring(build + 1, end));
    members.put("subdir", address.substring(platform, file - 1));
    members.put("channel", address.substring(0, file - 1));
    members.put("fn", name);
    return of(members, needs);
  }

  /// By the members of its record.
  ///
  /// @return `null` where these name none, or the package is for another system
  static @Nullable LockedPackage of(Map<String, String> members, List<String> needs) {
    CondaRecord record = CondaRecord.of(members);
    return record == null || ofOtherSystem(record) ? null : new LockedPackage(record, needs);
  }

  private static boolean ofOtherSystem(CondaRecord record) {
    String platform = record.qualifiers().getOrDefault("subdir", "");
    return OTHER_SYSTEMS.stream().anyMatch(platform::startsWith);
  }
}
