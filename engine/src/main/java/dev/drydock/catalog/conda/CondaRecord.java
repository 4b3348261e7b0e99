package dev.drydock.catalog.conda;

import dev.drydock.bom.Component;
import dev.drydock.bom.Component.Evidence;
import dev.drydock.bom.Component.Hash;
import dev.drydock.bom.Hashes;
import dev.drydock.bom.Purl;
import dev.drydock.catalog.Document;
import dev.drydock.json.JsonCursor;
import dev.drydock.json.JsonCursor.Kind;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What counts of a record in `conda-meta` (conda documentation, "Package metadata"):
///
///     {"name": "pip", "version": "22.2.2", "build": "py38h06a4308_0", "license": "MIT",
///      "channel": "https://repo.anaconda.com/pkgs/main/linux-64", "fn": "pip-….conda",
///      "subdir": "linux-64", "files": […]}
///
/// Read as a stream: an environment has hundreds of records, and most of each is a list of files.
///
/// @param qualifiers of the purl: build, channel, subdir and type
/// @param hashes of the archive that was unpacked
record CondaRecord(
    String name,
    String version,
    String licence,
    Map<String, String> qualifiers,
    List<Hash> hashes) {
  private static final String[] ARCHIVES = {".conda", ".tar.bz2"};

  CondaRecord {
    qualifiers = Map.copyOf(qualifiers);
    hashes = List.copyOf(hashes);
  }

  /// `null` where it describes no package: other files may lie in the folder too.
  ///
  /// @throws IOException where it is no JSON object
  static @Nullable CondaRecord parse(JsonCursor cursor, String path) throws IOException {
    if (cursor.peek() != Kind.OBJECT) {
      throw new IOException(path + " is no JSON object, as a record of conda is");
    }
    Map<String, String> texts = new HashMap<>();
    cursor.beginObject();
    for (String member = cursor.nextName(); member != null; member = cursor.nextName()) {
      if (cursor.peek() == Kind.TEXT) {
        texts.put(member, cursor.text().strip());
      } else {
        cursor.skip();
      }
    }
    cursor.end();
    return of(texts);
  }

  /// `null` where `members` have no name or no version.
  static @Nullable CondaRecord of(Map<String, String> members) {
    String name = members.getOrDefault("name", "");
    String version = members.getOrDefault("version", "");
    return name.isEmpty() || version.isEmpty()
        ? null
        : new CondaRecord(
            name.toLowerCase(Locale.ROOT),
            version,
            members.getOrDefault("license", ""),
            qualifiers(members),
            hashes(members));
  }

  /// The component that it is, with everything but what tells of it.
  Component component(Document document, Evidence evidence) {
    return document
        .component(
            name,
            version,
            Purl.of("conda", null, name, version, qualifiers),
            licence.isEmpty() ? List.of() : List.of(licence),
            evidence)
        .hashed(hashes);
  }

  private static List<Hash> hashes(Map<String, String> texts) {
    List<Hash> hashes = new ArrayList<>();
    for (String algorithm : List.of("md5", "sha256")) {
      Hashes.of(algorithm, texts.getOrDefault(algorithm, "")).ifPresent(hashes::add);
    }
    return hashes;
  }

  private static Map<String, String> qualifiers(Map<String, String> texts) {
    Map<String, String> qualifiers = new HashMap<>();
    qualifiers.put("build", texts.getOrDefault("build", ""));
    String channel = texts.getOrDefault("channel", "");
    while (channel.endsWith("/")) {
      channel = channel.substring(0, channel.length() - 1);
    }
    String last = channel.substring(channel.lastIndexOf('/') + 1);
    String subdir = texts.getOrDefault("subdir", "");
    // older records have the platform in the address of the channel alone
    if (channel.contains("/") && (last.equals(subdir) || subdir.isEmpty() && platform(last))) {
      subdir = last;
      channel = channel.substring(0, channel.lastIndexOf('/'));
    }
    qualifiers.put("subdir", subdir);
    qualifiers.put("channel", channel.substring(channel.lastIndexOf('/') + 1));
    String file = texts.getOrDefault("fn", "");
    for (String archive : ARCHIVES) {
      if (file.endsWith(archive)) {
        qualifiers.put("type", archive.substring(1));
      }
    }
    return qualifiers;
  }

  private static boolean platform(String name) {
    return name.equals("noarch")
        || name.startsWith("linux-")
        || name.startsWith("osx-")
        || name.startsWith("win-");
  }
}
