package dev.drydock.hygiene;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// Commands of a shell script that feed each other, `curl … | tar x`; a command by itself is one
/// too ([POSIX shell,
/// "Pipelines"](https://pubs.opengroup.org/onlinepubs/9799919799/utilities/V3_chap02.html)).
///
/// Quotes, escapes, `$(…)` and `<(…)` are kept together, whatever stands within.
record ShellPipeline(List<Command> commands) {
  private static final Set<String> FETCHERS = Set.of("curl", "wget");
  private static final Set<String> SHELLS = Set.of("sh", "bash", "ash", "dash", "zsh", "ksh");
  private static final Set<String> INTERPRETERS =
      Set.of("python", "python2", "python3", "perl", "ruby", "node", "php");
  private static final Set<String> EVALUATORS = Set.of("eval", "source", ".");
  private static final Set<String> AROUND =
      Set.of(
          "if", "then", "else", "elif", "while", "until", "do", "!", "{", "(", "exec", "command",
          "env", "time", "nice");

  ShellPipeline {
    commands = List.copyOf(commands);
  }

  /// @param sudo whether it is run by `sudo`
  /// @param words the program first, without keywords and assignments before it
  record Command(boolean sudo, List<String> words) {
    Command {
      words = List.copyOf(words);
    }

    private String program() {
      String first = words.getFirst();
      return first.substring(first.lastIndexOf('/') + 1);
    }
  }

  static List<ShellPipeline> of(String script) {
    return new Splitter(script).split();
  }

  /// Whether it fetches something and runs it at once.
  boolean runsWhatItFetches() {
    boolean fetched = false;
    for (Command command : commands) {
      String program = command.program();
      if (fetched && runsItsInput(program, command.words())) {
        return true;
      }
      if (SHELLS.contains(program) || EVALUATORS.contains(program)) {
        for (String word : command.words()) {
          if (substitutesFetched(word)) {
            return true;
          }
        }
      }
      fetched |= FETCHERS.contains(program);
    }
    return false;
  }

  private static boolean runsItsInput(String program, List<String> words) {
    boolean shell = SHELLS.contains(program);
    if (!shell && !INTERPRETERS.contains(program)) {
      return false;
    }
    for (int i = 1; i < words.size(); i++) {
      String word = words.get(i);
      if (word.equals("-") || word.equals("-s") || word.equals("--") || word.equals("/dev/stdin")) {
        return true;
      }
      if (word.equals("-c") || word.equals("-e") && !shell || word.equals("-m")) {
        return false;
      }
      if (!word.startsWith("-")) {
        return false; // a script of its own, which reads what was fetched
      }
    }
    return true;
  }

  /// `$(curl …)`, `` `curl …` ``, `<(curl …)`.
  private static boolean substitutesFetched(String word) {
    for (String fetcher : FETCHERS) {
      for (String open : List.of("$(", "`", "<(")) {
        if (word.contains(open + fetcher + " ")) {
          return true;
        }
      }
    }
    return false;
  }

  /// Whether a command is this program with one of these words as its first argument that is no
  /// option.
  boolean runs(Set<String> programs, Set<String> verbs) {
    for (Command command : commands) {
      if (programs.contains(command.program())) {
        for (String word : command.words().subList(1, command.words().size())) {
          if (!word.startsWith("-")) {
            if (verbs.contains(word.toLowerCase(Locale.ROOT))) {
              return true;
            }
            break;
          }
        }
      }
    }
    return false;
  }

  boolean usesSudo() {
    return commands.stream().anyMatch(Command::sudo);
  }

  /// Reads one script from its beginning to its end.
  private static final class Splitter {
    private final String script;
    private final List<ShellPipeline> pipelines = new ArrayList<>();
    private List<Command> commands = new ArrayList<>();
    private List<String> words = new ArrayList<>();
    private final StringBuilder word = new StringBuilder();
    private boolean sudo;
    private boolean redirected;
    private int at;

    Splitter(String script) {
      this.script = script;
    }

    List<ShellPipeline> split() {
      while (at < script.length()) {
        char c = script.charAt(at);
        if (c == '\'' || c == '"' || c == '`') {
          keep(behindQuote(at));
        } else if (c == '\\') {
          word.append(script, Math.min(at + 1, script.length()), Math.min(at + 2, script.length()));
          at += 2;
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

    private void separator(char c) {
      boolean twice = script.startsWith(String.valueOf(c), at + 1);
      if (c == '|' && !twice) {
        endCommand();
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
      word.append(script, plain ? at + 1 : at, plain ? Math.max(at + 1, end - 1) : end);
      at = end;
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
      if (redirected) {
        redirected = false;
      } else if (isRedirection(text)) {
        redirected = text.endsWith(">") || text.endsWith("<");
      } else if (!words.isEmpty()) {
        words.add(text);
      } else if (text.equals("sudo")) {
        sudo = true;
      } else if (!AROUND.contains(text) && !isAssignment(text) && !(sudo && text.startsWith("-"))) {
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
}
