package dev.drydock.dockerfile.edit;

import dev.drydock.dockerfile.Heredoc;
import dev.drydock.dockerfile.Instruction;
import dev.drydock.dockerfile.LogicalLine;
import dev.drydock.dockerfile.Whitespace;
import dev.drydock.dockerfile.Word;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// The simple commands of a shell script, in their order, whatever stands around them: lists,
/// pipes, groups, conditions and loops; behind `bash -c '…'` also those of its script. What `$(…)`
/// and backquotes run is not looked into.
final class ShellScript {
  private static final Set<String> AROUND =
      Set.of(
          "if",
          "then",
          "else",
          "elif",
          "while",
          "until",
          "do",
          "!",
          "{",
          "exec",
          "command",
          "sudo",
          "env",
          "eatmydata",
          "time",
          "nice");

  private final LogicalLine line;
  private final List<List<ShellWord>> commands = new ArrayList<>();
  private List<ShellWord> command = new ArrayList<>();
  private boolean redirected;
  private int at;

  private ShellScript(LogicalLine line, int from) {
    this.line = line;
    this.at = from;
  }

  /// Each command's words without assignments and keywords before them, the program first.
  static List<List<ShellWord>> commands(LogicalLine line, int from) {
    ShellScript script = new ShellScript(line, from);
    script.read();
    return script.commands;
  }

  /// Those of a `RUN`, in whichever form it is written.
  static List<List<ShellWord>> commands(Instruction run) {
    List<List<ShellWord>> commands = new ArrayList<>();
    if (run.exec() != null) {
      addExec(run.exec(), commands);
      return commands;
    }
    commands.addAll(commands(run.logical(), run.arguments()));
    boolean intoShell =
        commands.isEmpty()
            || commands.size() == 1 && isShell(commands.getFirst().getFirst().value());
    for (Heredoc heredoc : run.heredocs()) {
      if (intoShell && heredoc.isForShell()) {
        LogicalLine.Builder body = new LogicalLine.Builder();
        String content = heredoc.content();
        body.append(content, 0, content.length(), heredoc.start());
        commands.addAll(commands(body.build(heredoc.start()), 0));
      }
    }
    return commands;
  }

  /// `["sh", "-c", "script"]`, or a single command.
  private static void addExec(List<Word> exec, List<List<ShellWord>> commands) {
    List<ShellWord> words = new ArrayList<>();
    for (Word word : exec) {
      // what has escapes is not where it seems to be: its characters cannot be edited
      if (word.end() - word.start() != word.text().length() || word.text().isEmpty()) {
        return;
      }
      LogicalLine.Builder own = new LogicalLine.Builder();
      own.append(word.text(), 0, word.text().length(), word.start());
      LogicalLine line = own.build(word.start());
      words.add(new ShellWord(word.text(), line, 0, line.length()));
    }
    if (words.size() == 3 && isShell(words.get(0).value()) && words.get(1).value().endsWith("c")) {
      commands.addAll(commands(words.get(2).line(), 0));
    } else if (!words.isEmpty()) {
      commands.add(words);
    }
  }

  /// Whether a program, with its directory or without, is a shell whose scripts are read here.
  static boolean isShell(String program) {
    return Set.of("sh", "bash", "ash", "dash").contains(nameOf(program));
  }

  /// A program's name without its directory.
  static String nameOf(String program) {
    return program.substring(program.lastIndexOf('/') + 1);
  }

  private void read() {
    while (at < line.length()) {
      char c = line.charAt(at);
      if (c == '\\' && at + 1 < line.length() && isNewline(at + 1)) {
        at += line.charAt(at + 1) == '\r' ? 3 : 2;
      } else if (c == '\n' || c == ';' || c == '|' || c == '(' || c == ')') {
        endCommand();
        at++;
      } else if (c == '&') {
        readAmpersand();
      } else if (c == '<' || c == '>') {
        readRedirection();
      } else if (Whitespace.isSpace(c)) {
        at++;
      } else if (c == '#') {
        skipComment();
      } else {
        readWord();
      }
    }
    endCommand();
  }

  private boolean isNewline(int index) {
    return line.charAt(index) == '\n'
        || line.charAt(index) == '\r'
            && index + 1 < line.length()
            && line.charAt(index + 1) == '\n';
  }

  private void readAmpersand() {
    at++;
    if (at < line.length() && line.charAt(at) == '>') {
      readRedirection();
    } else {
      endCommand();
    }
  }

  private void readRedirection() {
    int last = command.size() - 1;
    if (last >= 0 && command.get(last).to() == at && isNumber(command.get(last).value())) {
      command.removeLast();
    }
    while (at < line.length() && "<>&|-".indexOf(line.charAt(at)) >= 0) {
      at++;
    }
    redirected = true;
  }

  private static boolean isNumber(String text) {
    return text.chars().allMatch(c -> c >= '0' && c <= '9');
  }

  private void skipComment() {
    while (at < line.length() && line.charAt(at) != '\n') {
      at++;
    }
  }

  private void readWord() {
    int from = at;
    StringBuilder value = new StringBuilder();
    while (at < line.length() && !endsWord(line.charAt(at))) {
      readPart(value);
    }
    at = Math.min(at, line.length());
    ShellWord word = new ShellWord(value.toString(), line, from, at);
    boolean around =
        command.isEmpty() && (isAssignment(word.value()) || AROUND.contains(word.value()));
    if (redirected) {
      redirected = false;
    } else if (!around) {
      command.add(word);
    }
  }

  private static boolean endsWord(char c) {
    return Whitespace.isSpace(c) || ";|&()<>".indexOf(c) >= 0;
  }

  private void readPart(StringBuilder value) {
    char c = line.charAt(at);
    if (c == '\\') {
      if (at + 1 < line.length() && !isNewline(at + 1)) {
        value.append(line.charAt(at + 1));
      }
      at += at + 1 < line.length() && line.charAt(at + 1) == '\r' ? 3 : 2;
    } else if (c == '\'' || c == '"') {
      int end = behindQuote(at);
      value.append(line.text(), at + 1, Math.max(at + 1, end - 1));
      at = end;
    } else if (c == '`') {
      int end = line.text().indexOf('`', at + 1);
      int behind = end < 0 ? line.length() : end + 1;
      value.append(line.text(), at, behind);
      at = behind;
    } else if (line.text().startsWith("$(", at)) {
      int end = behindParentheses(at + 2);
      value.append(line.text(), at, end);
      at = end;
    } else {
      value.append(c);
      at++;
    }
  }

  private int behindQuote(int from) {
    char quote = line.charAt(from);
    for (int i = from + 1; i < line.length(); i++) {
      if (line.charAt(i) == quote) {
        return i + 1;
      }
      if (line.charAt(i) == '\\' && quote == '"') {
        i++;
      }
    }
    return line.length();
  }

  private int behindParentheses(int from) {
    int open = 1;
    int i = from;
    while (i < line.length()) {
      char c = line.charAt(i);
      if (c == '\'' || c == '"') {
        i = behindQuote(i);
        continue;
      }
      i += c == '\\' ? 2 : 1;
      open += c == '(' ? 1 : c == ')' ? -1 : 0;
      if (open == 0) {
        return i;
      }
    }
    return line.length();
  }

  /// `NAME=value` before a program.
  private static boolean isAssignment(String word) {
    int equals = word.indexOf('=');
    return equals > 0
        && word.substring(0, equals)
            .chars()
            .allMatch(c -> Character.isLetterOrDigit(c) || c == '_');
  }

  private void endCommand() {
    redirected = false;
    if (!command.isEmpty()) {
      commands.add(command);
      addInner(command);
      command = new ArrayList<>();
    }
  }

  private boolean isQuotedWhole(ShellWord word) {
    char quote = line.charAt(word.from());
    return (quote == '\'' || quote == '"')
        && word.to() - word.from() > 1
        && line.charAt(word.to() - 1) == quote
        && behindQuote(word.from()) == word.to();
  }

  /// The commands of `bash -lc '…'`, where the script stands in one pair of quotes.
  private void addInner(List<ShellWord> words) {
    if (!isShell(words.getFirst().value())) {
      return;
    }
    for (int i = 1; i + 1 < words.size(); i++) {
      String option = words.get(i).value();
      if (!option.startsWith("-") || option.startsWith("--")) {
        return;
      }
      if (option.endsWith("o")) {
        i++; // -o pipefail
      } else if (option.endsWith("c")) {
        ShellWord script = words.get(i + 1);
        // a quote within is escaped, or not there: scripts in scripts come to an end
        if (isQuotedWhole(script)) {
          commands.addAll(commands(line.part(script.from() + 1, script.to() - 1), 0));
        }
        return;
      }
    }
  }
}
