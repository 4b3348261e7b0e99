package dev.drydock.project.gradle;

import dev.drydock.project.gradle.ScriptSlot.Style;
import dev.drydock.project.gradle.ScriptVariables.Definition;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Finds the variables of a build script where its statements define them.
final class ScriptDefinitions {
  private static final Set<String> DECLARING =
      Set.of(
          "def",
          "val",
          "var",
          "final",
          "const",
          "static",
          "private",
          "public",
          "internal",
          "String",
          "Object");

  private static final Set<String> MAPS = Set.of("mapOf", "mutableMapOf", "hashMapOf");

  private static final Set<String> EXTRA = Set.of("ext", "extra");

  private final String text;
  private final boolean kotlin;
  private final List<ScriptToken> tokens;
  private final ScriptStructure structure;
  private final ScriptVariables variables = new ScriptVariables();

  /// What is assigned where it may be something else of that name.
  private final List<Definition> doubtful = new ArrayList<>();

  private ScriptDefinitions(
      String text, boolean kotlin, List<ScriptToken> tokens, ScriptStructure structure) {
    this.text = text;
    this.kotlin = kotlin;
    this.tokens = tokens;
    this.structure = structure;
  }

  static ScriptVariables read(
      String text, boolean kotlin, List<ScriptToken> tokens, ScriptStructure structure) {
    ScriptDefinitions definitions = new ScriptDefinitions(text, kotlin, tokens, structure);
    for (ScriptStructure.Statement statement : structure.statements()) {
      definitions.read(statement);
    }
    for (Definition one : definitions.doubtful) {
      if (definitions.variables.isDefined(one.name())) {
        definitions.variables.define(one);
      }
    }
    return definitions.variables;
  }

  private void read(ScriptStructure.Statement statement) {
    int to = end(statement.to());
    int at = statement.from();
    while (at + 1 < to
        && tokens.get(at).isWord()
        && DECLARING.contains(tokens.get(at).text())
        && tokens.get(at + 1).isWord()) {
      at++;
    }
    boolean declared = at > statement.from();
    int path = pathEnd(at, to);
    if (path == at || path >= to) {
      return;
    }
    String written = text.substring(tokens.get(at).start(), tokens.get(path - 1).end());
    Optional<String> name = ScriptVariables.name(written);
    boolean extra = EXTRA.stream().anyMatch(one -> startsWith(written, one));
    if (tokens.get(path).isMark('(') && tokens.get(path - 1).isWord("set")) {
      set(statement, extra, path, to);
      return;
    }
    int value = value(path, to);
    if (name.isEmpty() || value < 0) {
      return;
    }
    int offset = tokens.get(at).start();
    if (declared || extra || statement.block().isScope()) {
      define(name.get(), offset, value, to);
    } else {
      doubtful.add(new Definition(name.get(), null, offset));
    }
  }

  private static boolean startsWith(String written, String extra) {
    return written.startsWith(extra + ".")
        || written.startsWith(extra + "[")
        || written.startsWith("project." + extra)
        || written.startsWith("rootProject." + extra);
  }

  private int end(int to) {
    int end = to;
    while (end > 0 && tokens.get(end - 1).isLineEnd()) {
      end--;
    }
    return end;
  }

  /// After `a.b`, `ext["a"]` or `a["b"].c`.
  private int pathEnd(int from, int to) {
    return from < to && tokens.get(from).isWord()
        ? ScriptVariables.pathEnd(tokens, from, to)
        : from;
  }

  /// Where the value begins that is assigned; `-1` where nothing is.
  private int value(int path, int to) {
    int at = path;
    if (kotlin && tokens.get(at).isMark(':')) {
      while (at < to && !tokens.get(at).isMark('=') && !tokens.get(at).isWord("by")) {
        at++;
      }
    }
    if (at + 1 >= to) {
      return -1;
    }
    boolean grows = tokens.get(at).isMark('+') && tokens.get(at + 1).isMark('=');
    boolean assigned = tokens.get(at).isMark('=') && !tokens.get(at + 1).isMark('=');
    return assigned || grows || tokens.get(at).isWord("by") ? at + (grows ? 0 : 1) : -1;
  }

  private void define(String name, int offset, int from, int to) {
    int open =
        kotlin && tokens.get(from).isWord() && MAPS.contains(tokens.get(from).text()) ? 1 : 0;
    boolean map =
        from + open < to
            && tokens.get(from + open).isMark(kotlin ? '(' : '[')
            && structure.partner(from + open) == to - 1;
    if (map && (open == 1 || !kotlin)) {
      entries(name, from + open + 1, to - 1);
      return;
    }
    variables.define(new Definition(name, slot(from, to), offset));
  }

  /// The entries of `[a: '1', b: '2']` and `mapOf("a" to "1")`, each a variable of its own; maps in
  /// them likewise.
  private void entries(String name, int from, int to) {
    int at = from;
    while (at + 2 < to) {
      ScriptToken key = tokens.get(at);
      ScriptToken separator = tokens.get(at + 1);
      boolean separated = kotlin ? separator.isWord("to") : separator.isMark(':');
      if (!separated || !(key.isWord() || key.isText())) {
        at++;
        continue;
      }
      int end = at + 2;
      while (end < to && !tokens.get(end).isMark(',')) {
        end = structure.partner(end) > end ? structure.partner(end) + 1 : end + 1;
      }
      end = Math.min(end, to);
      int last = end(end);
      if (last > at + 2) {
        define(name + "." + key.text(), key.start(), at + 2, last);
      }
      at = end + 1;
    }
  }

  /// `set('v', '1')` within `ext`, or of it.
  private void set(ScriptStructure.Statement statement, boolean extra, int open, int to) {
    boolean ofExtra = extra || EXTRA.contains(statement.block().name());
    if (ofExtra
        && structure.partner(open) == to - 1
        && to - open >= 5
        && tokens.get(open + 1).isText()
        && tokens.get(open + 2).isMark(',')) {
      ScriptToken name = tokens.get(open + 1);
      variables.define(new Definition(name.text(), slot(open + 3, to - 1), name.start()));
    }
  }

  private @Nullable ScriptSlot slot(int from, int to) {
    ScriptToken first = tokens.get(from);
    if (to == from + 1 && first.isText()) {
      boolean template = first.template() && first.text().indexOf('$') >= 0;
      Style style =
          !template ? Style.LITERAL : kotlin ? Style.KOTLIN_TEMPLATE : Style.GROOVY_TEMPLATE;
      return new ScriptSlot(first.textStart(), first.text(), style);
    }
    // by extra("1"), by extra { "1" }
    if (first.isWord("extra") && to == from + 4 && structure.partner(from + 1) == from + 3) {
      return slot(from + 2, from + 3);
    }
    String written = text.substring(first.start(), tokens.get(to - 1).end());
    return first.isWord()
            && ScriptVariables.name(written).isPresent()
            && tokens.get(from - 1).isMark('=')
        ? new ScriptSlot(first.start(), written, Style.EXPRESSION)
        : null;
  }
}
