package dev.drydock.catalog.golang;

import dev.drydock.catalog.golang.GoModules.Module;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A `go.mod` (Go Modules Reference, "go.mod files"):
///
///     module example.com/app
///     go 1.21
///     toolchain go1.21.6
///     require golang.org/x/net v0.20.0
///     replace golang.org/x/net => example.com/fork/net v0.20.1
///
/// Or a `go.work`, which has no module and requires none, but has `use` for the folders of modules.
///
/// @param module the path of the module itself, `""` where it is not said
/// @param go the least version of Go, `""` where it is not said
/// @param toolchain that builds it, with its `go`; `""` where it is not said
/// @param replacements by the module that they replace, of all versions where its version is `""`;
///   those by a folder have no version
/// @param used folders of modules, as they are written
record GoModFile(
    String module,
    String go,
    String toolchain,
    List<Module> required,
    Set<Module> excluded,
    Map<Module, Module> replacements,
    List<String> used) {
  private static final int MOST = 50_000;
  private static final String BY = "=>";

  /// The first Go whose files name every module that a build takes, not only the direct ones.
  private static final int COMPLETE_SINCE = 17;

  static GoModFile parse(String text) {
    Builder builder = new Builder();
    String block = "";
    for (int at = 0; at < text.length() && builder.required.size() < MOST; ) {
      int newline = text.indexOf('\n', at);
      int end = newline < 0 ? text.length() : newline;
      List<String> words = words(text.substring(at, end));
      at = end + 1;
      if (words.isEmpty()) {
        continue;
      }
      if (!block.isEmpty()) {
        if (words.getFirst().equals(")")) {
          block = "";
        } else {
          builder.directive(block, words);
        }
      } else if (words.getLast().equals("(") && words.size() == 2) {
        block = words.getFirst();
      } else {
        builder.directive(words.getFirst(), words.subList(1, words.size()));
      }
    }
    return builder.build();
  }

  /// The words of a line before its comment; quotation marks are taken off.
  private static List<String> words(String line) {
    List<String> words = new ArrayList<>();
    int at = 0;
    while (at < line.length()) {
      char c = line.charAt(at);
      if (c <= ' ') {
        at++;
      } else if (line.startsWith("//", at)) {
        break;
      } else if (c == '"' || c == '`') {
        int end = line.indexOf(c, at + 1);
        words.add(line.substring(at + 1, end < 0 ? line.length() : end));
        at = end < 0 ? line.length() : end + 1;
      } else {
        int end = wordEnd(line, at);
        words.add(line.substring(at, end));
        at = end;
      }
    }
    return words;
  }

  private static int wordEnd(String line, int from) {
    if (line.charAt(from) == '(' || line.charAt(from) == ')') {
      return from + 1;
    }
    int at = from;
    while (at < line.length()
        && line.charAt(at) > ' '
        && "()\"`".indexOf(line.charAt(at)) < 0
        && !line.startsWith("//", at)) {
      at++;
    }
    return at;
  }

  private static final class Builder {
    private String module = "";
    private String go = "";
    private String toolchain = "";
    private final List<Module> required = new ArrayList<>();
    private final Set<Module> excluded = new LinkedHashSet<>();
    private final Map<Module, Module> replacements = new LinkedHashMap<>();
    private final List<String> used = new ArrayList<>();

    void directive(String name, List<String> words) {
      int count = words.size();
      switch (name) {
        case "module" -> module = count == 1 ? words.getFirst() : module;
        case "go" -> go = count == 1 ? words.getFirst() : go;
        case "toolchain" -> toolchain = count == 1 ? words.getFirst() : toolchain;
        case "require" -> {
          if (count == 2) {
            required.add(new Module(words.getFirst(), words.getLast()));
          }
        }
        case "exclude" -> {
          if (count == 2) {
            excluded.add(new Module(words.getFirst(), words.getLast()));
          }
        }
        case "replace" -> replace(words);
        case "use" -> {
          if (count == 1 && used.size() < MOST) {
            used.add(words.getFirst());
          }
        }
        default -> {
          // retract, tool, godebug, ignore: nothing that is built from
        }
      }
    }

    private void replace(List<String> words) {
      int by = words.indexOf(BY);
      int count = words.size();
      if ((by == 1 || by == 2) && (count == by + 2 || count == by + 3)) {
        Module old = new Module(words.getFirst(), by == 2 ? words.get(1) : "");
        replacements.put(
            old, new Module(words.get(by + 1), count == by + 3 ? words.getLast() : ""));
      }
    }

    GoModFile build() {
      return new GoModFile(module, go, toolchain, required, excluded, replacements, used);
    }
  }

  /// What a build takes for `wanted`; of an unknown version where that is a folder.
  Module replaced(Module wanted) {
    Module by = replacement(wanted);
    return by == null ? wanted : by;
  }

  /// The same; `null` where this file replaces it by nothing.
  @Nullable Module replacement(Module wanted) {
    Module by = replacements.get(wanted);
    if (by == null) {
      by = replacements.get(new Module(wanted.path(), ""));
    }
    return by == null || !by.version().isEmpty() ? by : new Module(wanted.path(), "");
  }

  /// Whether this file names what its direct requirements need too.
  boolean complete() {
    int dot = go.indexOf('.');
    int end = dot + 1;
    while (end < go.length() && go.charAt(end) >= '0' && go.charAt(end) <= '9') {
      end++;
    }
    if (dot <= 0 || end == dot + 1 || end - dot > 5) {
      return false; // without a word about it, Go takes it for 1.16
    }
    return !go.substring(0, dot).equals("1")
        || Integer.parseInt(go.substring(dot + 1, end)) >= COMPLETE_SINCE;
  }

  /// The version of the standard library: of the toolchain, else the least one that will do; `""`
  /// where neither is said.
  String standardVersion() {
    boolean named = toolchain.length() > 2 && toolchain.startsWith("go1");
    return named ? GoBinaryCataloger.standardVersion(toolchain) : go;
  }
}
