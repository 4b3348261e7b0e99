package dev.drydock.catalog.chisel;

import dev.drydock.catalog.ClaimablePaths;
import dev.drydock.json.Json;
import dev.drydock.json.JsonReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A manifest of Chisel, in "jsonwall" form: lines of JSON, the first of which names the form and
/// its version ([Chisel manifest](https://documentation.ubuntu.com/chisel/en/latest/)).
///
/// ```
/// {"jsonwall":"1.0","schema":"1.0","count":122}
/// {"kind":"package","name":"libc6","version":"2.39-0ubuntu8.4","sha256":"…","arch":"amd64"}
/// {"kind":"path","path":"/usr/lib/x86_64-linux-gnu/libc.so.6","mode":"0755","slices":["libc6_libs"]}
/// ```
final class ChiselManifest {
  private final Map<String, Cut> packages = new LinkedHashMap<>();
  private final ClaimablePaths claimable = new ClaimablePaths();
  private int unusable;

  /// A package of which slices were cut.
  ///
  /// @param paths what another cataloger could claim of its files
  record Cut(String name, String version, String architecture, List<String> paths) {}

  /// @param text uncompressed
  /// @throws IOException where it is no such manifest
  ChiselManifest(byte[] text, JsonReader reader, String what) throws IOException {
    Map<String, List<String>> paths = new LinkedHashMap<>();
    boolean first = true;
    for (int at = 0; at < text.length; ) {
      int end = at;
      while (end < text.length && text[end] != '\n') {
        end++;
      }
      if (first
          && !reader
              .read(Arrays.copyOfRange(text, at, end), what)
              .members()
              .containsKey("jsonwall")) {
        throw new IOException(what + " is no manifest of Chisel");
      }
      if (!first && end > at) {
        line(text, at, end, reader, what, paths);
      }
      first = false;
      at = end + 1;
    }
    if (first) {
      throw new IOException(what + " is empty, no manifest of Chisel");
    }
    paths.forEach(
        (name, owned) -> {
          Cut cut = packages.get(name);
          if (cut != null) {
            cut.paths().addAll(owned);
          }
        });
  }

  /// Packages by name, in the order of the manifest.
  List<Cut> packages() {
    return List.copyOf(packages.values());
  }

  /// How many lines made no sense.
  int unusable() {
    return unusable;
  }

  private void line(
      byte[] text,
      int from,
      int to,
      JsonReader reader,
      String what,
      Map<String, List<String>> paths) {
    Json line;
    try {
      line = reader.read(Arrays.copyOfRange(text, from, to), what);
    } catch (IOException _) {
      unusable++;
      return;
    }
    String kind = line.text("kind");
    if ("package".equals(kind)) {
      String name = line.text("name");
      String version = line.text("version");
      String architecture = line.text("arch");
      if (name == null || name.isBlank() || version == null || version.isBlank()) {
        unusable++;
      } else {
        packages.putIfAbsent(
            name,
            new Cut(name, version, architecture == null ? "" : architecture, new ArrayList<>(0)));
      }
    } else if ("path".equals(kind)) {
      path(line, paths);
    }
  }

  /// A slice is named after its package, and names of packages have no underscore.
  private void path(Json line, Map<String, List<String>> paths) {
    String path = line.text("path");
    if (path == null) {
      return;
    }
    for (String slice : line.texts("slices")) {
      int underscore = slice.indexOf('_');
      if (underscore > 0) {
        byte[] bytes = path.getBytes(StandardCharsets.UTF_8);
        int from = bytes.length > 0 && bytes[0] == '/' ? 1 : 0;
        claimable.collect(
            bytes,
            from,
            bytes.length,
            paths.computeIfAbsent(slice.substring(0, underscore), _ -> new ArrayList<>(1)));
      }
    }
  }
}
