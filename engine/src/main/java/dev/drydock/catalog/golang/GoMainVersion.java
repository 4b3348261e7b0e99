package dev.drydock.catalog.golang;

import dev.drydock.catalog.golang.GoModules.Module;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// The version of the main module, which Go before 1.24 does not write down unless the executable
/// was made with `go install module@version`.
///
/// Then builders tell it to the linker, `-ldflags "-X main.version=1.2.3"`: the variable nearest to
/// the program counts. Else the commit that it was built from makes a pseudo-version.
final class GoMainVersion {
  /// Last parts, in lower case, of variables that hold the program's version.
  private static final List<String> VARIABLES =
      List.of(
          "version",
          "gitversion",
          "buildversion",
          "releaseversion",
          "appversion",
          "semver",
          "ver",
          "tag",
          "gittag");

  private static final int SHORT_COMMIT = 12;

  private GoMainVersion() {}

  static String of(Module main, Map<String, String> settings) {
    if (!main.version().isEmpty() && !main.version().equals(GoModules.DEVELOPMENT)) {
      return main.version();
    }
    String linked = ofLinkerFlags(main.path(), settings.getOrDefault("-ldflags", ""));
    if (!linked.isEmpty()) {
      return linked;
    }
    String pseudo = pseudoVersion(settings);
    return pseudo.isEmpty() ? GoModules.DEVELOPMENT : pseudo;
  }

  private static String ofLinkerFlags(String mainPath, String flags) {
    String best = "";
    int bestRank = Integer.MAX_VALUE;
    List<String> words = words(flags);
    for (int i = 0; i < words.size(); i++) {
      String word = words.get(i);
      String definition = "";
      if (word.equals("-X") || word.equals("--X")) {
        definition = i + 1 < words.size() ? words.get(++i) : "";
      } else if (word.startsWith("-X=")) {
        definition = word.substring(3);
      }
      int equals = definition.indexOf('=');
      if (equals > 0) {
        int rank = rank(mainPath, definition.substring(0, equals));
        String version = version(definition.substring(equals + 1));
        if (rank < bestRank && !version.isEmpty()) {
          best = version;
          bestRank = rank;
        }
      }
    }
    return best;
  }

  /// How near a variable is to the program: the less, the nearer.
  private static int rank(String mainPath, String variable) {
    int dot = variable.lastIndexOf('.');
    int name = VARIABLES.indexOf(variable.substring(dot + 1).toLowerCase(Locale.ROOT));
    if (dot < 0 || name < 0) {
      return Integer.MAX_VALUE;
    }
    String of = variable.substring(0, dot);
    int place =
        of.equals("main") ? 0 : of.equals(mainPath) || of.startsWith(mainPath + "/") ? 1 : 2;
    return place * VARIABLES.size() + name;
  }

  /// The value with the `v` of Go's versions; `""` where it is no version.
  private static String version(String value) {
    String number = value.startsWith("v") || value.startsWith("V") ? value.substring(1) : value;
    int dots = 0;
    int at = 0;
    for (; at < number.length(); at++) {
      char c = number.charAt(at);
      if (c == '.') {
        dots++;
      } else if (c < '0' || c > '9') {
        break;
      }
    }
    boolean suffix = at == number.length() || number.charAt(at) == '-' || number.charAt(at) == '+';
    boolean starts = !number.isEmpty() && Character.isDigit(number.charAt(0));
    return dots > 0 && suffix && starts && number.length() < 100 ? "v" + number : "";
  }

  /// Splits as a shell would.
  private static List<String> words(String flags) {
    List<String> words = new ArrayList<>();
    StringBuilder word = new StringBuilder();
    char quote = 0;
    boolean any = false;
    for (int i = 0; i < flags.length(); i++) {
      char c = flags.charAt(i);
      if (quote != 0) {
        if (c == quote) {
          quote = 0;
        } else {
          word.append(c);
        }
      } else if (c == '"' || c == '\'') {
        quote = c;
        any = true;
      } else if (c <= ' ') {
        if (any || !word.isEmpty()) {
          words.add(word.toString());
          word.setLength(0);
          any = false;
        }
      } else {
        word.append(c);
      }
    }
    if (any || !word.isEmpty()) {
      words.add(word.toString());
    }
    return words;
  }

  /// `v0.0.0-20240426060020-9640d75c1384`, with `+dirty` where files were changed: the form that Go
  /// 1.24 and later writes itself.
  private static String pseudoVersion(Map<String, String> settings) {
    String revision = settings.getOrDefault("vcs.revision", "");
    StringBuilder time = new StringBuilder();
    for (char c : settings.getOrDefault("vcs.time", "").toCharArray()) {
      if (c >= '0' && c <= '9' && time.length() < 14) {
        time.append(c);
      }
    }
    if (revision.length() < SHORT_COMMIT || time.length() < 14) {
      return "";
    }
    String dirty = "true".equals(settings.get("vcs.modified")) ? "+dirty" : "";
    return "v0.0.0-" + time + "-" + revision.substring(0, SHORT_COMMIT) + dirty;
  }
}
