package dev.drydock.catalog.maven;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// A `META-INF/MANIFEST.MF` (JAR File Specification, "JAR Manifest").
///
/// Sections for single files and packages do not speak of the archive: of them only what versions
/// they give is kept, and only where the main section gives none.
///
/// @param attributes of the main section, by name in lower case
/// @param sections those that have an `Implementation-Version`
record ArchiveManifest(Map<String, String> attributes, List<Section> sections) {
  private static final int MOST_SECTIONS = 100;

  /// Signed archives have one for each of their files.
  private static final int MOST_READ = 10_000;

  private static final String VERSION = "implementation-version";

  /// @param name of the file or package that it is about
  record Section(String name, String version) {}

  ArchiveManifest {
    attributes = Map.copyOf(attributes);
    sections = List.copyOf(sections);
  }

  /// Reads lines that end in CR, LF or both; a line that starts with a space goes on from the one
  /// before.
  static ArchiveManifest parse(byte[] document) {
    Map<String, String> attributes = new HashMap<>();
    List<Section> sections = new ArrayList<>();
    int at = section(document, 0, attributes);
    if (!attributes.containsKey(VERSION) && !attributes.containsKey("bundle-version")) {
      for (int i = 0; i < MOST_READ && at < document.length; i++) {
        Map<String, String> own = new HashMap<>();
        at = section(document, at, own);
        String version = filled(own.getOrDefault(VERSION, ""));
        if (!version.isEmpty() && sections.size() < MOST_SECTIONS) {
          sections.add(new Section(own.getOrDefault("name", ""), version));
        }
      }
    }
    return new ArchiveManifest(attributes, sections);
  }

  /// Reads the section that starts at `from`.
  ///
  /// @return where the next one starts
  private static int section(byte[] document, int from, Map<String, String> attributes) {
    StringBuilder line = new StringBuilder();
    int at = from;
    boolean ended = false;
    while (at < document.length && !ended) {
      int end = at;
      while (end < document.length && document[end] != '\n' && document[end] != '\r') {
        end++;
      }
      ended = end == at && at > from; // by an empty line
      if (document[at] == ' ') {
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
    return at;
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
