package dev.drydock.catalog.golang;

import dev.drydock.catalog.golang.GoModules.Module;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The modules in a `vendor` folder by its `modules.txt` (Go Modules Reference, "Vendoring"):
///
///     # golang.org/x/net v0.20.0 => example.com/fork/net v0.20.1
///     ## explicit; go 1.18
///     golang.org/x/net/html
///
/// Modules that no package follows were not copied.
final class VendoredModules {
  private static final String PLACEHOLDER = "v0.0.0";

  private static final int MOST = 100_000;

  private VendoredModules() {}

  static List<Module> parse(String text) {
    Set<Module> modules = new LinkedHashSet<>();
    Module current = null;
    for (int at = 0; at < text.length() && modules.size() < MOST; ) {
      int newline = text.indexOf('\n', at);
      int end = newline < 0 ? text.length() : newline;
      String line = text.substring(at, end).strip();
      if (line.startsWith("# ")) {
        current = module(line.substring(2));
      } else if (!line.isEmpty() && !line.startsWith("#") && current != null) {
        modules.add(current);
      }
      at = end + 1;
    }
    return new ArrayList<>(modules);
  }

  /// `path version`, `path version => path [version]` or `path => path [version]`: what a version
  /// is said of, the replacement first; `null` where none is. A folder has none: it stands for the
  /// version that it replaces, unless that is `v0.0.0`, which is written where there is none.
  private static @Nullable Module module(String header) {
    int arrow = header.indexOf(" => ");
    if (arrow < 0) {
      return named(header);
    }
    String old = header.substring(0, arrow).strip();
    String by = header.substring(arrow + 4).strip();
    if (by.startsWith("./") || by.startsWith("../") || by.startsWith("/")) {
      Module replaced = named(old);
      boolean told = replaced != null && !replaced.version().equals(PLACEHOLDER);
      int blank = old.indexOf(' ');
      return told ? replaced : new Module(blank < 0 ? old : old.substring(0, blank), "");
    }
    Module other = named(by);
    return other == null ? named(old) : other;
  }

  private static @Nullable Module named(String text) {
    String words = text.strip();
    int blank = words.indexOf(' ');
    return blank <= 0 || words.indexOf(' ', blank + 1) > 0 || words.charAt(blank + 1) != 'v'
        ? null
        : new Module(words.substring(0, blank), words.substring(blank + 1));
  }
}
