package dev.drydock.project.gradle;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A library or a plugin of a version catalog.
///
/// @param alias as it is written
/// @param name `group:artifact`, or the id of a plugin
/// @param names where that is written: in one text, or group and artifact apart
/// @param versions where its version is written: nowhere, in one text, or in the several of a rich
///   version
/// @param reference the entry of `[versions]` that it names instead; `null` where it names none
record CatalogLibrary(
    String alias,
    String name,
    List<CatalogText> names,
    List<ScriptSlot> versions,
    @Nullable CatalogText reference) {

  int start() {
    return names.getFirst().keyStart();
  }

  Optional<String> referenceKey() {
    return Optional.ofNullable(reference).map(CatalogText::value).map(CatalogLibrary::normalized);
  }

  /// Gradle takes `-`, `_` and `.` in aliases for the same.
  static String normalized(String alias) {
    return alias.replace('-', '.').replace('_', '.').toLowerCase(Locale.ROOT);
  }
}
