package dev.drydock.project.ruby;

import dev.drydock.project.ManifestException;
import dev.drydock.project.ruby.RubyToken.Kind;
import dev.drydock.project.source.SourceText;
import java.util.ArrayList;
import java.util.List;

/// Cuts a Ruby program into pieces, as far as Gemfiles and gemspecs need it: comments, strings,
/// words and signs. It is no parser of Ruby, and nothing is ever run.
final class RubyScanner {
  private static final List<String> LONG_SIGNS = List.of("=>", "::", "&&", "||", "==", "!=", "<<");

  private final SourceText source;
  private final String text;
  private final String kind;
  private final List<RubyToken> tokens = new ArrayList<>();

  /// Ends of heredocs whose text begins in the next line.
  private final List<String> heredocs = new ArrayList<>();

  private int at;

  RubyScanner(SourceText source, String kind) {
    this.source = source;
    this.text = source.text();
    this.kind = kind;
  }

  List<RubyToken> read() throws ManifestException {
    at = text.startsWith("\ufeff") ? 1 : 0;
    while (at < text.length()) {
      boolean lineStart = at == source.lineStart(at);
      if (lineStart && text.startsWith("__END__", at) && source.lineEnd(at) == at + 7) {
        break;
      }
      if (lineStart && text.startsWith("=begin", at)) {
        blockComment();
      } else {
        next();
      }
    }
    tokens.add(new RubyToken(Kind.LINE_END, "", text.length(), text.length()));
    return tokens;
  }

  private void blockComment() throws ManifestException {
    int start = at;
    while (!text.startsWith("=end", at)) {
      at = source.nextLine(at);
      if (at >= text.length()) {
        throw source.broken(start, kind, "a comment without an end");
      }
    }
    at = source.lineEnd(at);
  }

  private void next() throws ManifestException {
    char c = text.charAt(at);
    switch (c) {
      case '\n', '\r' -> lineEnd();
      case ' ', '\t', '\f' -> at++;
      case '#' -> at = source.lineEnd(at);
      case '\\' -> continuation();
      case ';' -> add(Kind.LINE_END, at, at + 1);
      case '"', '\'', '`' -> string(at, at + 1, c, c);
      case '%' -> percent();
      default -> {
        if (isWord(c)) {
          word();
        } else if (c != '<' || !heredoc()) {
          sign();
        }
      }
    }
  }

  /// A backslash at the end of a line continues it.
  private void continuation() {
    boolean last = at + 1 == source.lineEnd(at);
    at = last ? source.nextLine(at) : at + 1;
  }

  private void lineEnd() throws ManifestException {
    add(Kind.LINE_END, at, at + 1);
    if (text.charAt(at - 1) == '\r' && at < text.length() && text.charAt(at) == '\n') {
      at++;
    }
    for (String end : heredocs) {
      int start = at;
      while (at < text.length() && !text.substring(at, source.lineEnd(at)).strip().equals(end)) {
        at = source.nextLine(at);
      }
      if (at >= text.length()) {
        throw source.broken(start, kind, "a heredoc without an end");
      }
      at = source.nextLine(at);
    }
    heredocs.clear();
  }

  /// `<<~TEXT`; its string stands for nothing that counts.
  private boolean heredoc() {
    int from = at + 2;
    if (!text.startsWith("<<", at)) {
      return false;
    }
    boolean indented = from < text.length() && "~-".indexOf(text.charAt(from)) >= 0;
    from += indented ? 1 : 0;
    boolean quoted = from < text.length() && "'\"".indexOf(text.charAt(from)) >= 0;
    int nameStart = quoted ? from + 1 : from;
    int nameEnd = nameStart;
    while (nameEnd < text.length() && isWord(text.charAt(nameEnd))) {
      nameEnd++;
    }
    if (nameEnd == nameStart || !Character.isUpperCase(text.charAt(nameStart))) {
      return false;
    }
    heredocs.add(text.substring(nameStart, nameEnd));
    add(Kind.DYNAMIC_STRING, at, quoted ? Math.min(nameEnd + 1, text.length()) : nameEnd);
    return true;
  }

  /// `%q(…)`, `%w[…]`; a lone `%` is a sign.
  private void percent() throws ManifestException {
    int from = at + 1;
    boolean letter = from < text.length() && "qQwWiIrxs".indexOf(text.charAt(from)) >= 0;
    int opening = letter ? from + 1 : from;
    if (opening >= text.length() || "([{<|!/".indexOf(text.charAt(opening)) < 0 || !isOperand()) {
      sign();
      return;
    }
    char open = text.charAt(opening);
    char close = ")]}>|!/".charAt("([{<|!/".indexOf(open));
    int start = at;
    string(start, opening + 1, open, close);
    if (letter && "qQ".indexOf(text.charAt(from)) < 0) {
      RubyToken last = tokens.removeLast();
      tokens.add(new RubyToken(Kind.DYNAMIC_STRING, last.text(), last.start(), last.end()));
    }
  }

  /// Whether a value may begin here: not after a word or a closing bracket without a blank.
  private boolean isOperand() {
    char before = at == 0 ? ' ' : text.charAt(at - 1);
    return !isWord(before) && before != ')' && before != ']';
  }

  private void string(int start, int from, char open, char close) throws ManifestException {
    int depth = 1;
    boolean plain = close != '`';
    int end = from;
    while (true) {
      if (end >= text.length()) {
        throw source.broken(start, kind, "a string without an end");
      }
      char c = text.charAt(end);
      if (c == '\\' && end + 1 < text.length()) {
        plain = false;
        end += 2;
        continue;
      }
      plain &= c != '\n' && c != '\r' && !(c == '#' && text.startsWith("#{", end) && close != '\'');
      depth += c == close ? -1 : c == open ? 1 : 0;
      if (depth == 0) {
        break;
      }
      end++;
    }
    Kind string = plain ? Kind.STRING : Kind.DYNAMIC_STRING;
    tokens.add(new RubyToken(string, text.substring(from, end), start, end + 1));
    at = end + 1;
  }

  private void word() {
    int end = at + 1;
    while (end < text.length() && isWord(text.charAt(end))) {
      end++;
    }
    if (end < text.length() && "?!".indexOf(text.charAt(end)) >= 0) {
      end++;
    }
    boolean label = end < text.length() && text.charAt(end) == ':' && !text.startsWith("::", end);
    add(Kind.WORD, at, label ? end + 1 : end);
  }

  private void sign() {
    int end = at + 1;
    for (String sign : LONG_SIGNS) {
      if (text.startsWith(sign, at)) {
        end = at + 2;
      }
    }
    add(Kind.SIGN, at, end);
  }

  private void add(Kind tokenKind, int start, int end) {
    tokens.add(new RubyToken(tokenKind, text.substring(start, end), start, end));
    at = end;
  }

  private static boolean isWord(char c) {
    return c == '_' || c == '@' || c == '$' || Character.isLetterOrDigit(c);
  }
}
