package dev.drydock.catalog.maven;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/// The main section of a `META-INF/MANIFEST.MF` (JAR File Specification, "JAR Manifest").
///
/// Sections for single files are not read: they speak of packages, not of the archive.
///
/// @param attributes by name in lower case
record ArchiveManifest(Map<String, String> attributes) {

  ArchiveManifest {
    attributes = Map.copyOf(attributes);
  }

  /// Reads lines that end in CR, LF or both; a line that starts with a space goes on from the one
  /// before.
  static ArchiveManifest parse(byte[] document) {
    Map<String, String> attributes = new HashMap<>();
    StringBuilder line = new StringBuilder();
    int at = 0;
    while (at < document.length) {
      int end = at;
      while (end < document.length && document[end] != '\n' && document[end] != '\r') {
        end++;
      }
      if (end == at && at > 0) {
        break; // an empty line ends the main section
      }
      if (document.length > at && document[at] == ' ') {
        line.append(text(document, at + 1, end));
      } else {
        put(line, attributes);
        line.setLength(0);
        line.append(text(document, at, end));
      }
      at = end + 1;
      if (at < document.length && document[end] == '\r' && document[at] == '\n') {
        at++;
      }
    }
    put(line, attributes);
    return new ArchiveManifest(attributes);
  }

  private static String text(byte[] document, int from, int to) {
    return from >= to ? "" : new String(document, from, to - from, StandardCharsets.UTF_8);
  }

  private static void put(CharSequence line, Map<String, String> attributes) {
    String text = line.toString();
    int colon = text.indexOf(':');
    if (colon > 0) {
      attributes.putIfAbsent(
          text.substring(0, colon).strip().toLowerCase(Locale.ROOT),
          text.substring(colon + 1).strip());
    }
  }

  boolean has(String name) {
    return attributes.containsKey(name);
  }

  /// The value of an attribute; `""` where it is missing, or holds a variable that a build tool did
  /// not fill in.
  ///
  /// @param name in lower case
  String value(String name) {
    return filled(attributes.getOrDefault(name, ""));
  }

  /// `value`, or `""` where it is a variable that nobody filled in: `${project.version}`, `%name`.
  static String filled(String value) {
    return value.contains("${") || value.startsWith("%") || value.startsWith("@") ? "" : value;
  }
}
