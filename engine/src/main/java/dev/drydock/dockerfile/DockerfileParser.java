package dev.drydock.dockerfile;

import dev.drydock.dockerfile.Trivia.Kind;
import dev.drydock.limits.Limits;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Reads the lines of a Dockerfile as BuildKit's parser does: directives first, then comments,
/// blank lines and instructions, which go on over continued lines and heredocs.
final class DockerfileParser {
  private static final Set<String> DIRECTIVES = Set.of("syntax", "escape", "check");

  private final String path;
  private final String text;
  private final List<Piece> pieces = new ArrayList<>();
  private final List<Directive> directives = new ArrayList<>();
  private final Set<String> seen = new HashSet<>();
  private boolean directivesAllowed = true;
  private char escape = '\\';
  private int at;
  private int line;

  /// Where each line stands last; `null` until somebody asks.
  private @Nullable Map<String, Integer> lastOfEach;

  DockerfileParser(String path, String text) {
    this.path = path;
    this.text = text;
  }

  Dockerfile parse() throws DockerfileException {
    if (text.length() > Limits.DOCKERFILE_CHARACTERS) {
      throw error(1, "is longer than %,d characters".formatted(Limits.DOCKERFILE_CHARACTERS));
    }
    if (text.startsWith("\uFEFF")) {
      pieces.add(new Trivia(Kind.BYTE_ORDER_MARK, 0, 1, 1, "\uFEFF"));
      at = 1;
    }
    while (at < text.length()) {
      readPiece();
    }
    return new Stages(path, text, directives).of(pieces, escape);
  }

  /// One line of the text; its content has neither the white space before it, where it begins
  /// something new, nor the end of the line.
  ///
  /// @param next where the next line begins
  private record Line(int start, int content, int contentEnd, int next) {
    boolean isComment(String text) {
      int first = Whitespace.skip(text, content, contentEnd);
      return first < contentEnd && text.charAt(first) == '#';
    }

    boolean isBlank(String text) {
      return Whitespace.skip(text, content, contentEnd) == contentEnd;
    }
  }

  private Line nextLine(boolean withoutIndentation) {
    int newline = text.indexOf('\n', at);
    int next = newline < 0 ? text.length() : newline + 1;
    int end = next;
    while (end > at && (text.charAt(end - 1) == '\n' || text.charAt(end - 1) == '\r')) {
      end--;
    }
    Line read = new Line(at, withoutIndentation ? Whitespace.skip(text, at, end) : at, end, next);
    at = next;
    line++;
    return read;
  }

  private void readPiece() throws DockerfileException {
    Line first = nextLine(true);
    if (first.isComment(text)) {
      pieces.add(trivia(readDirective(first) ? Kind.DIRECTIVE : Kind.COMMENT, first));
      return;
    }
    directivesAllowed = false;
    if (first.isBlank(text)) {
      pieces.add(trivia(Kind.BLANK, first));
      return;
    }
    readInstruction(first);
  }

  private Trivia trivia(Kind kind, Line read) {
    return new Trivia(
        kind, read.start(), read.next(), line, text.substring(read.start(), read.next()));
  }

  private boolean readDirective(Line comment) throws DockerfileException {
    if (!directivesAllowed) {
      return false;
    }
    int name = Whitespace.skip(text, comment.content() + 1, comment.contentEnd());
    int nameEnd = name;
    while (nameEnd < comment.contentEnd() && isAlphanumeric(text.charAt(nameEnd))) {
      nameEnd++;
    }
    int equals = Whitespace.skip(text, nameEnd, comment.contentEnd());
    String key = text.substring(name, nameEnd).toLowerCase(Locale.ROOT);
    if (equals == comment.contentEnd() || text.charAt(equals) != '=' || !DIRECTIVES.contains(key)) {
      directivesAllowed = false;
      return false;
    }
    int value = Whitespace.skip(text, equals + 1, comment.contentEnd());
    int valueEnd = Whitespace.trimEnd(text, value, comment.contentEnd());
    if (value == valueEnd) {
      directivesAllowed = false;
      return false;
    }
    accept(new Directive(key, text.substring(value, valueEnd), line));
    return true;
  }

  private void accept(Directive directive) throws DockerfileException {
    if (!seen.add(directive.name())) {
      throw error(line, "a second # %s= directive: remove one".formatted(directive.name()));
    }
    directives.add(directive);
    if (directive.name().equals("escape")) {
      if (!directive.value().equals("`") && !directive.value().equals("\\")) {
        throw error(line, "# escape= must be ` or \\");
      }
      escape = directive.value().charAt(0);
    }
  }

  private static boolean isAlphanumeric(char c) {
    return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9';
  }

  private void readInstruction(Line first) throws DockerfileException {
    int firstLine = line;
    LogicalLine.Builder joined = new LogicalLine.Builder();
    boolean continued = append(joined, first);
    while (continued && at < text.length()) {
      Line more = nextLine(false);
      if (!more.isComment(text) && !more.isBlank(text)) {
        continued = append(joined, more);
      }
    }
    LogicalLine logical = joined.build(first.content());
    if (Whitespace.skip(logical.text(), 0, logical.length()) == logical.length()) {
      throw error(firstLine, "a continued line with no instruction: remove it");
    }
    InstructionReader reader = new InstructionReader(logical, first.start(), firstLine);
    List<Heredoc> heredocs = new ArrayList<>();
    for (HeredocWord word : reader.heredocs()) {
      if (!word.spaced() || isEnded(word)) {
        heredocs.add(readHeredoc(word, firstLine));
      }
    }
    String raw = text.substring(first.start(), at);
    pieces.add(reader.instruction(at, line, raw, heredocs));
  }

  /// @return whether it is continued
  private boolean append(LogicalLine.Builder joined, Line read) {
    int end = read.contentEnd();
    while (end > read.content() && isBlank(text.charAt(end - 1))) {
      end--;
    }
    boolean continued =
        end > read.content()
            && text.charAt(end - 1) == escape
            && (end - 1 == read.content() || text.charAt(end - 2) != escape);
    int to = continued ? end - 1 : read.contentEnd();
    joined.append(text, read.content(), to, read.content());
    return continued;
  }

  private static boolean isBlank(char c) {
    return c == ' ' || c == '\t';
  }

  /// Whether a line further down can end the heredoc.
  private boolean isEnded(HeredocWord word) {
    if (lastOfEach == null) {
      lastOfEach = new HashMap<>();
      int from = 0;
      while (from < text.length()) {
        int newline = text.indexOf('\n', from);
        int next = newline < 0 ? text.length() : newline + 1;
        lastOfEach.put(text.substring(from, next).strip(), from);
        from = next;
      }
    }
    Integer last = lastOfEach.get(word.name().strip());
    return last != null && last >= at;
  }

  private Heredoc readHeredoc(HeredocWord word, int firstLine) throws DockerfileException {
    int start = at;
    while (at < text.length()) {
      Line read = nextLine(false);
      int from = read.start();
      while (word.withoutTabs() && from < read.contentEnd() && text.charAt(from) == '\t') {
        from++;
      }
      if (read.contentEnd() - from == word.name().length() && text.startsWith(word.name(), from)) {
        String content = text.substring(start, read.start());
        return new Heredoc(
            word.name(), word.expanded(), word.withoutTabs(), start, read.start(), content);
      }
    }
    throw error(
        firstLine, "the heredoc is not ended: a line with only " + word.name() + " is missing");
  }

  private DockerfileException error(int line, String what) {
    return new DockerfileException(path, line, what);
  }
}
