package dev.drydock.project.requirement;

import dev.drydock.project.requirement.Requirement.Alternative;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Goes through one requirement from left to right, once.
final class RequirementReader {
  private final RequirementSyntax syntax;
  private final String text;
  private final List<Alternative> alternatives = new ArrayList<>();
  private List<Bound> bounds = new ArrayList<>();
  private int alternativeStart;
  private int alternativeEnd;
  private boolean empty = true;

  /// Whether a comma was read last, which asks for another bound.
  private boolean open;

  /// Whether `1.0 - ` was read, which asks for the upper end.
  private boolean hyphen;

  private int at;

  RequirementReader(RequirementSyntax syntax, String text) {
    this.syntax = syntax;
    this.text = text;
  }

  Optional<Requirement> read() {
    while (true) {
      blanks();
      if (at == text.length()) {
        break;
      }
      char c = text.charAt(at);
      boolean read =
          switch (c) {
            case '|' -> alternative();
            case ',' -> comma();
            case '-' -> hyphen();
            default -> bound();
          };
      if (!read) {
        return Optional.empty();
      }
    }
    if (hyphen || open || empty && !alternatives.isEmpty()) {
      return Optional.empty();
    }
    endAlternative();
    return Optional.of(new Requirement(syntax, text, alternatives));
  }

  /// A backslash continues a line of requirements.txt.
  private void blanks() {
    while (at < text.length()
        && (Character.isWhitespace(text.charAt(at)) || text.charAt(at) == '\\')) {
      at++;
    }
  }

  private boolean alternative() {
    boolean taken =
        switch (syntax) {
          case NPM -> text.startsWith("||", at);
          case COMPOSER, POETRY -> true;
          case PEP440, GEM, CARGO -> false;
        };
    if (!taken || empty || hyphen || open) {
      return false;
    }
    endAlternative();
    at += text.startsWith("||", at) ? 2 : 1;
    return true;
  }

  private void endAlternative() {
    if (empty) {
      alternativeStart = 0;
      alternativeEnd = text.length();
    }
    alternatives.add(new Alternative(bounds, alternativeStart, alternativeEnd));
    bounds = new ArrayList<>();
    empty = true;
  }

  private boolean comma() {
    if (syntax == RequirementSyntax.NPM || empty || open || hyphen) {
      return false;
    }
    open = true;
    at++;
    return true;
  }

  private boolean hyphen() {
    boolean taken = syntax == RequirementSyntax.NPM || syntax == RequirementSyntax.COMPOSER;
    boolean alone =
        at > 0
            && Character.isWhitespace(text.charAt(at - 1))
            && at + 1 < text.length()
            && Character.isWhitespace(text.charAt(at + 1));
    if (!taken || !alone || hyphen || bounds.size() != 1 || open) {
      return false;
    }
    Bound lower = bounds.getFirst();
    if (!lower.prefix().isEmpty()) {
      return false;
    }
    bounds.set(
        0,
        new Bound(
            Operator.AT_LEAST, "", lower.version(), lower.suffix(), lower.start(), lower.end()));
    hyphen = true;
    at++;
    return true;
  }

  private boolean bound() {
    int start = at;
    while (at < text.length() && "<>=!~^".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
    String written = text.substring(start, at);
    blanks();
    boolean prefixed =
        at + 1 < text.length() && text.charAt(at) == 'v' && isDigit(text.charAt(at + 1));
    at += prefixed && syntax != RequirementSyntax.GEM ? 1 : 0;
    int from = at;
    while (at < text.length() && isToken(text.charAt(at))) {
      at++;
    }
    if (at == from) {
      return false;
    }
    if (empty) {
      alternativeStart = start;
    }
    String token = text.substring(from, at);
    String version = withoutWildcards(token);
    if (version.isEmpty()) {
      return any(written);
    }
    return add(written, text.substring(start, from), version, token, start);
  }

  private boolean any(String written) {
    if (hyphen || !written.isEmpty() && !written.equals(">=") && !written.equals("==")) {
      return false;
    }
    done();
    return true;
  }

  private boolean add(String written, String prefix, String version, String token, int start) {
    int numbers = Release.of(version).length;
    boolean wild = token.length() > version.length();
    Optional<Operator> operator =
        hyphen ? Optional.of(Operator.AT_MOST) : syntax.operator(written, numbers, wild);
    boolean branch = syntax == RequirementSyntax.COMPOSER && version.endsWith("-dev");
    if (operator.isEmpty() || numbers == 0 || branch || hyphen && !written.isEmpty()) {
      return false;
    }
    String suffix = token.substring(version.length());
    bounds.add(new Bound(operator.get(), prefix, version, suffix, start, at));
    hyphen = false;
    done();
    return true;
  }

  private void done() {
    alternativeEnd = at;
    empty = false;
    open = false;
  }

  private static boolean isToken(char c) {
    return RequirementSyntax.isVersionCharacter(c) || c == '*';
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  /// `1.2` of `1.2.*`; empty for `*`.
  private String withoutWildcards(String token) {
    int from = 0;
    while (from < token.length()) {
      int dot = token.indexOf('.', from);
      int end = dot < 0 ? token.length() : dot;
      if (isWildcard(token, from, end)) {
        return token.substring(0, Math.max(0, from - 1));
      }
      from = end + 1;
    }
    return token;
  }

  private boolean isWildcard(String token, int from, int end) {
    if (end - from != 1) {
      return false;
    }
    char c = token.charAt(from);
    boolean letters = syntax != RequirementSyntax.PEP440 && syntax != RequirementSyntax.GEM;
    return c == '*' || letters && (c == 'x' || c == 'X');
  }
}
