package dev.drydock.catalog.golang;

import dev.drydock.catalog.golang.GoModules.Module;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The modules whose content a `go.sum` has a sum of (Go Modules Reference, "go.sum files"):
///
///     golang.org/x/net v0.20.0 h1:…=
///     golang.org/x/net v0.20.0/go.mod h1:…=
///
/// The second form was only looked at to choose versions. Of several versions of a module the last
/// one counts: they are sorted, and a build takes the highest.
final class GoSumFile {
  private static final int MOST = 100_000;

  private GoSumFile() {}

  static List<Module> parse(String text) {
    Map<String, Module> modules = new LinkedHashMap<>();
    for (int at = 0; at < text.length() && modules.size() < MOST; ) {
      int newline = text.indexOf('\n', at);
      int end = newline < 0 ? text.length() : newline;
      int path = text.indexOf(' ', at);
      int version = path < 0 || path > end ? -1 : text.indexOf(' ', path + 1);
      if (path > at && version > path && version < end) {
        String number = text.substring(path + 1, version);
        if (number.startsWith("v") && !number.endsWith("/go.mod")) {
          String name = text.substring(at, path);
          modules.put(name, new Module(name, number));
        }
      }
      at = end + 1;
    }
    return new ArrayList<>(modules.values());
  }
}
