package dev.drydock.dockerfile;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Reads one joined line as keyword, flags and arguments.
final class InstructionReader {
  private static final Set<String> WITH_HEREDOCS = Set.of("RUN", "COPY", "ADD");
  private static final Set<String> WITH_JSON =
      Set.of("RUN", "CMD", "ENTRYPOINT", "SHELL", "COPY", "ADD", "VOLUME");

  private final LogicalLine logical;
  private final int start;
  private final int firstLine;
  private final String keyword;
  private final List<Flag> flags = new ArrayList<>();
  private final int arguments;
  private final @Nullable List<Word> exec;
  private final @Nullable InstructionReader trigger;

  InstructionReader(LogicalLine logical, int start, int firstLine) {
    this(logical, start, firstLine, false);
  }

  private InstructionReader(LogicalLine logical, int start, int firstLine, boolean triggered) {
    this.logical = logical;
    this.start = start;
    this.firstLine = firstLine;
    int end = keywordEnd();
    keyword = logical.text().substring(0, end).toUpperCase(Locale.ROOT);
    arguments = readFlags(end);
    exec = WITH_JSON.contains(keyword) ? Words.json(logical, arguments) : null;
    // a trigger of a trigger is refused by builders, so one level is all there is
    trigger =
        keyword.equals("ONBUILD") && !triggered && arguments < logical.length()
            ? new InstructionReader(logical.from(arguments), start, firstLine, true)
            : null;
  }

  private int keywordEnd() {
    int end = 0;
    while (end < logical.length() && !Whitespace.partsWords(logical.charAt(end))) {
      end++;
    }
    return end;
  }

  List<HeredocWord> heredocs() {
    InstructionReader reader = trigger == null ? this : trigger;
    return WITH_HEREDOCS.contains(reader.keyword) && reader.exec == null
        ? HeredocWord.in(logical.text())
        : List.of();
  }

  Instruction instruction(int end, int lastLine, String raw, List<Heredoc> heredocs) {
    return new Instruction(
        keyword,
        start,
        end,
        firstLine,
        lastLine,
        raw,
        logical,
        flags,
        arguments,
        heredocs,
        exec,
        trigger == null ? null : trigger.instruction(end, lastLine, raw, heredocs));
  }

  /// @return where the arguments begin
  private int readFlags(int from) {
    int at = Whitespace.skip(logical.text(), from, logical.length());
    while (logical.text().startsWith("--", at)) {
      int begin = at;
      StringBuilder flag = new StringBuilder();
      at = readFlag(begin, flag);
      if (flag.toString().equals("--")) {
        return Whitespace.skip(logical.text(), at, logical.length());
      }
      int equals = flag.indexOf("=");
      Word place = logical.word(begin, at);
      flags.add(
          new Flag(
              flag.substring(2, equals < 0 ? flag.length() : equals),
              equals < 0 ? null : flag.substring(equals + 1),
              place.start(),
              place.end()));
      at = Whitespace.skip(logical.text(), at, logical.length());
    }
    return at;
  }

  /// BuildKit takes the backslash here, whatever `# escape=` says.
  private int readFlag(int from, StringBuilder flag) {
    char quote = 0;
    int at = from;
    for (; at < logical.length(); at++) {
      char c = logical.charAt(at);
      if (quote == 0 && Whitespace.isSpace(c)) {
        break;
      }
      if (quote == 0 && (c == '"' || c == '\'')) {
        quote = c;
      } else if (c == quote) {
        quote = 0;
      } else if (c == '\\' && at + 1 < logical.length()) {
        flag.append(logical.charAt(++at));
      } else if (c != '\\') {
        flag.append(c);
      }
    }
    return at;
  }
}
