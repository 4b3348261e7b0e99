package dev.drydock.catalog.maven;

import java.nio.charset.StandardCharsets;

/// A `pom.properties`, which Maven writes into every archive that it makes: the coordinates of the
/// archive, or of one that was shaded into it.
///
/// @param folder within the archive, with a trailing slash: `META-INF/maven/group/artifact/`
/// @param group `""` where unknown
record PomProperties(String folder, String group, String artifact, String version) {
  private static final String MAVEN = "META-INF/maven/";

  /// @param path of the file within the archive: what the document lacks, its folders may tell
  static PomProperties parse(String path, byte[] document) {
    String group = "";
    String artifact = "";
    String version = "";
    String text = new String(document, StandardCharsets.ISO_8859_1);
    for (int at = 0; at < text.length(); ) {
      int end = lineEnd(text, at);
      String line = text.substring(at, end).strip();
      int separator = separator(line);
      if (separator > 0 && line.charAt(0) != '#' && line.charAt(0) != '!') {
        String value = ArchiveManifest.filled(line.substring(separator + 1).strip());
        switch (line.substring(0, separator).strip()) {
          case "groupId" -> group = value;
          case "artifactId" -> artifact = value;
          case "version" -> version = value;
          default -> {
            // builders add keys of their own
          }
        }
      }
      at = end + 1;
    }
    String folder = path.substring(0, path.lastIndexOf('/') + 1);
    return fromFolder(folder, group, artifact, version);
  }

  /// Coordinates without a version, as the folders `META-INF/maven/group/artifact/` tell them.
  static PomProperties ofFolder(String folder) {
    return fromFolder(folder, "", "", "");
  }

  private static PomProperties fromFolder(
      String folder, String group, String artifact, String version) {
    if ((group.isEmpty() || artifact.isEmpty()) && folder.startsWith(MAVEN)) {
      int slash = folder.indexOf('/', MAVEN.length());
      int end = folder.length() - 1;
      if (slash > 0 && slash < end && folder.indexOf('/', slash + 1) == end) {
        String named = folder.substring(slash + 1, end);
        artifact = artifact.isEmpty() ? named : artifact;
        if (group.isEmpty() && artifact.equals(named)) {
          group = folder.substring(MAVEN.length(), slash);
        }
      }
    }
    return new PomProperties(folder, group, artifact, version);
  }

  private static int lineEnd(String text, int from) {
    for (int i = from; i < text.length(); i++) {
      if (text.charAt(i) == '\n' || text.charAt(i) == '\r') {
        return i;
      }
    }
    return text.length();
  }

  private static int separator(String line) {
    for (int i = 0; i < line.length(); i++) {
      if (line.charAt(i) == '=' || line.charAt(i) == ':') {
        return i;
      }
    }
    return -1;
  }
}
