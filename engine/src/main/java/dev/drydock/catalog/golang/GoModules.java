package dev.drydock.catalog.golang;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The modules of an executable, as the lines of its build information tell them (Go, package
/// `runtime/debug`, "BuildInfo"):
///
///     mod     github.com/example/app  (devel)
///     dep     golang.org/x/xerrors    v0.0.0-20200804184101-5ec99f83aff1      h1:…
///     =>      github.com/golang/xerrors       v0.0.0-20220907171357-04be3eba64a2      h1:…
///     build   vcs.revision=9640d75c13845419f5797e2e3ac3475f8d801d79
///
/// @param path of the main package; `""` where it is not known
/// @param main `null` where files outside of a module were built
/// @param settings of the build, by key
record GoModules(
    String path, @Nullable Module main, List<Module> dependencies, Map<String, String> settings) {
  private static final int MOST = 100_000;

  /// What Go writes for a version where it was told none.
  static final String DEVELOPMENT = "(devel)";

  /// @param version `""` where it is none: of a folder that replaces the module
  /// @param imported the path that its packages are imported by: where it replaces another module,
  ///   that one's
  record Module(String path, String version, String imported) {
    /// One that replaces no other.
    Module(String path, String version) {
      this(path, version, path);
    }
  }

  static GoModules parse(String lines) {
    String path = "";
    Module main = null;
    List<Module> dependencies = new ArrayList<>();
    Map<String, String> settings = new HashMap<>();
    boolean lastIsMain = false;
    for (int at = 0; at < lines.length() && dependencies.size() < MOST; ) {
      int newline = lines.indexOf('\n', at);
      int end = newline < 0 ? lines.length() : newline;
      int tab = lines.indexOf('\t', at);
      String kind = tab < 0 || tab > end ? "" : lines.substring(at, tab);
      String rest = kind.isEmpty() ? "" : lines.substring(tab + 1, end);
      switch (kind) {
        case "path" -> path = rest.strip();
        case "mod" -> {
          main = module(rest);
          lastIsMain = true;
        }
        case "dep" -> {
          dependencies.add(module(rest));
          lastIsMain = false;
        }
        case "=>" -> {
          if (lastIsMain && main != null) {
            main = replaced(main, module(rest));
          } else if (!dependencies.isEmpty()) {
            dependencies.add(replaced(dependencies.removeLast(), module(rest)));
          }
        }
        case "build" -> setting(rest, settings);
        default -> {
          // a kind yet to come
        }
      }
      at = end + 1;
    }
    return new GoModules(path, main, dependencies, settings);
  }

  /// `path`, `version`, and a sum that is of no interest.
  private static Module module(String fields) {
    int tab = fields.indexOf('\t');
    if (tab < 0) {
      return new Module(fields.strip(), "");
    }
    int end = fields.indexOf('\t', tab + 1);
    return new Module(
        fields.substring(0, tab).strip(),
        fields.substring(tab + 1, end < 0 ? fields.length() : end).strip());
  }

  /// The replacement; a folder is still the module of the old name, but of no known version.
  private static Module replaced(Module old, Module by) {
    String path = by.path;
    if (path.isEmpty()) {
      return old;
    }
    boolean folder =
        path.startsWith("./")
            || path.startsWith("../")
            || path.startsWith("/")
            || path.indexOf(':') == 1
            || path.startsWith(".\\")
            || path.startsWith("..\\");
    return folder
        ? new Module(old.path, "", old.imported)
        : new Module(path, by.version, old.imported);
  }

  private static void setting(String text, Map<String, String> settings) {
    boolean quotedKey = text.startsWith("\"");
    int equals = quotedKey ? text.indexOf("\"=") + 1 : text.indexOf('=');
    if (equals > 0) {
      settings.put(unquoted(text.substring(0, equals)), unquoted(text.substring(equals + 1)));
    }
  }

  /// The content of a Go string literal; the text itself where it is none.
  private static String unquoted(String text) {
    if (text.length() < 2 || text.charAt(0) != text.charAt(text.length() - 1)) {
      return text;
    }
    String inner = text.substring(1, text.length() - 1);
    if (text.charAt(0) == '`') {
      return inner;
    }
    if (text.charAt(0) != '"') {
      return text;
    }
    StringBuilder out = new StringBuilder(inner.length());
    for (int i = 0; i < inner.length(); i++) {
      char c = inner.charAt(i);
      if (c == '\\' && i + 1 < inner.length()) {
        char escaped = inner.charAt(++i);
        out.append(escaped == 'n' ? '\n' : escaped == 't' ? '\t' : escaped);
      } else {
        out.append(c);
      }
    }
    return out.toString();
  }
}
