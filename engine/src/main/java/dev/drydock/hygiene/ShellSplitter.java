package dev.drydock.hygiene;

import dev.drydock.hygiene.ShellPipeline.Command;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// Parts one shell script into its pipelines, from its beginning to its end.
final class ShellSplitter {
  private static final Set<String> AROUND =
      Set.of(
          "if", "then", "else", "elif", "while", "until", "do", "!", "{", "(", "exec", "command",
          "env", "time", "nice");

  /// Options of `sudo` behind which their value stands.
  private static final Set<String> VALUED =
      Set.of("-u", "-g", "-h", "-p", "-C", "-D", "-R", "-T", "-U", "-r", "-t");

  private final String script;
  private final List<ShellPipeline> pipelines = new ArrayList<>();
  private List<Command> commands = new ArrayList<>();
  private List<String> words = new ArrayList<>();
  private final StringBuilder word = new StringBuilder();
  private boolean sudo;
  private boolean valueOfSudo;
  private boolean redirected;
  private int at;

  ShellSplitter(String script) {
    this.script = script;
  }

  List<ShellPipeline> split() {
    while (at < script.length()) {
      char c = script.charAt(at);
      if (c == '\'' || c == '"' || c == '`') {
        keep(behindQuote(at));
      } else if (c == '\\') {
        escaped();
      } else if ((c == '$' || c == '<') && script.startsWith("(", at + 1)) {
        keep(behindParentheses(at + 1));
      } else if (c == '#' && word.isEmpty()) {
        int newline = script.indexOf('\n', at);
        at = newline < 0 ? script.length() : newline;
      } else {
        separator(c);
      }
    }
    endPipeline();
    return pipelines;
  }

  /// A backslash and what stands behind it; both are nothing where that is the end of the line.
  private void escaped() {
    if (script.startsWith("\r\n", at + 1)) {
      at += 3;
      return;
    }
    if (!script.startsWith("\n", at + 1)) {
      word.append(script, Math.min(at + 1, script.length()), Math.min(at + 2, script.length()));
    }
    at += 2;
  }

  private void separator(char c) {
    boolean twice = script.startsWith(String.valueOf(c), at + 1);
    if (c == '|' && !twice) {
      endCommand();
    } else if (c == '\n' && isBehindPipe()) {
      at++; // the pipeline goes on in the next line
      return;
    } else if (c == ';' || c == '\n' || c == '|' || c == '(' || c == ')') {
      endPipeline();
    } else if (c == '&') {
      ampersand(twice);
    } else if (c == ' ' || c == '\t' || c == '\r') {
      endWord();
    } else {
      word.append(c);
    }
    at += twice && (c == '|' || c == '&' || c == ';') ? 2 : 1;
  }

  private boolean isBehindPipe() {
    return !commands.isEmpty() && words.isEmpty() && word.isEmpty();
  }

  /// `&&` and `&` end a pipeline; `2>&1` and `|&` do not.
  private void ampersand(boolean twice) {
    char before = at == 0 ? ' ' : script.charAt(at - 1);
    if (script.startsWith(">", at + 1)) {
      endWord();
      word.append('&');
    } else if (twice || before != '>' && before != '<' && before != '|') {
      endPipeline();
    } else if (before != '|') {
      word.append('&');
    }
  }

  /// Quotes count as characters of the word only where something is run within them.
  private void keep(int end) {
    char first = script.charAt(at);
    boolean plain = first == '\'' || first == '"';
    int to = plain ? Math.max(at + 1, end - 1) : end;
    for (int i = plain ? at + 1 : at; i < to; i++) {
      if (first == '"' && script.charAt(i) == '\\' && isEscapable(i + 1, to)) {
        i++;
      }
      word.append(script.charAt(i));
    }
    at = end;
  }

  /// Whether a backslash before it is none in double quotes.
  private boolean isEscapable(int index, int end) {
    return index < end && "\"\\$`".indexOf(script.charAt(index)) >= 0;
  }

  private int behindQuote(int from) {
    char quote = script.charAt(from);
    for (int i = from + 1; i < script.length(); i++) {
      if (script.charAt(i) == quote) {
        return i + 1;
      }
      if (script.charAt(i) == '\\' && quote != '\'') {
        i++;
      }
    }
    return script.length();
  }

  private int behindParentheses(int from) {
    int open = 0;
    int i = from;
    while (i < script.length()) {
      char c = script.charAt(i);
      if (c == '\'' || c == '"') {
        i = behindQuote(i);
        continue;
      }
      open += c == '(' ? 1 : c == ')' ? -1 : 0;
      i += c == '\\' ? 2 : 1;
      if (open == 0) {
        return Math.min(i, script.length());
      }
    }
    return script.length();
  }

  private void endWord() {
    if (word.isEmpty()) {
      return;
    }
    String text = word.toString();
    word.setLength(0);
    if (redirected || valueOfSudo) {
      redirected = false;
      valueOfSudo = false;
    } else if (isRedirection(text)) {
      redirected = text.endsWith(">") || text.endsWith("<");
    } else if (!words.isEmpty()) {
      words.add(text);
    } else if (text.equals("sudo")) {
      sudo = true;
    } else if (sudo && text.startsWith("-")) {
      valueOfSudo = VALUED.contains(text);
    } else if (!AROUND.contains(text) && !isAssignment(text)) {
      words.add(text);
    }
  }

  /// `>file`, `2>&1`, `<`, `&>>`: the file may be the next word.
  private static boolean isRedirection(String text) {
    int digits = 0;
    while (digits < text.length() && Character.isDigit(text.charAt(digits))) {
      digits++;
    }
    return !text.startsWith("<(", digits)
        && (text.startsWith(">", digits)
            || text.startsWith("<", digits)
            || text.startsWith("&>", digits));
  }

  private static boolean isAssignment(String text) {
    int equals = text.indexOf('=');
    return equals > 0
        && text.substring(0, equals)
            .chars()
            .allMatch(c -> Character.isLetterOrDigit(c) || c == '_');
  }

  private void endCommand() {
    endWord();
    if (!words.isEmpty()) {
      commands.add(new Command(sudo, words));
      words = new ArrayList<>();
    }
    sudo = false;
    valueOfSudo = false;
    redirected = false;
  }

  private void endPipeline() {
    endCommand();
    if (!commands.isEmpty()) {
      pipelines.add(new ShellPipeline(commands));
      commands = new ArrayList<>();
    }
  }
}
