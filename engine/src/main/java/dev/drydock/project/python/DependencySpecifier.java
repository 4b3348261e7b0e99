package dev.drydock.project.python;

import dev.drydock.project.requirement.Requirement;
import dev.drydock.project.requirement.RequirementSyntax;
import java.util.Optional;

/// A dependency as Python's [dependency
/// specifiers](https://packaging.python.org/en/latest/specifications/dependency-specifiers/) (PEP
/// 508) write it, with its place: `requests[socks] >=2.8.1,<3 ; python_version < "3.13"`.
///
/// @param address what follows an `@`; empty where versions are named
/// @param requirement the versions; any where none are named
/// @param start where the name begins
/// @param nameEnd where the name ends
/// @param versionsStart where the versions begin, or would
/// @param versionsEnd where they end; equal to `versionsStart` where there are none
/// @param end where name, extras and versions end, with the brackets of an old spelling
record DependencySpecifier(
    String name,
    String address,
    Requirement requirement,
    int start,
    int nameEnd,
    int versionsStart,
    int versionsEnd,
    int end) {

  /// Empty where it is none.
  static Optional<DependencySpecifier> read(String text, int from, int to) {
    return new Reader(text, to).read(from);
  }

  private static final class Reader {
    private final String text;
    private final int to;

    Reader(String text, int to) {
      this.text = text;
      this.to = to;
    }

    Optional<DependencySpecifier> read(int from) {
      int start = blanks(from);
      int nameEnd = start;
      while (nameEnd < to && PythonNames.isNameCharacter(text.charAt(nameEnd))) {
        nameEnd++;
      }
      if (nameEnd == start
          || !PythonNames.isLetterOrDigit(text.charAt(start))
          || !PythonNames.isLetterOrDigit(text.charAt(nameEnd - 1))) {
        return Optional.empty();
      }
      int at = blanks(nameEnd);
      int extrasEnd = nameEnd;
      if (is(at, '[')) {
        extrasEnd = text.indexOf(']', at, to) + 1;
        if (extrasEnd == 0 || extrasEnd > to) {
          return Optional.empty();
        }
        at = blanks(extrasEnd);
      }
      return is(at, '@') ? address(start, nameEnd, at) : versions(start, nameEnd, extrasEnd, at);
    }

    private Optional<DependencySpecifier> address(int start, int nameEnd, int at) {
      int from = blanks(at + 1);
      int end = from;
      while (end < to && !Character.isWhitespace(text.charAt(end))) {
        end++;
      }
      return from == end
          ? Optional.empty()
          : Optional.of(
              new DependencySpecifier(
                  text.substring(start, nameEnd),
                  text.substring(from, end),
                  RequirementSyntax.PEP440.parse("").orElseThrow(),
                  start,
                  nameEnd,
                  end,
                  end,
                  end));
    }

    private Optional<DependencySpecifier> versions(int start, int nameEnd, int extrasEnd, int at) {
      boolean brackets = is(at, '(');
      int from = brackets ? at + 1 : at;
      int end = from;
      while (end < to && text.charAt(end) != ';' && !(brackets && text.charAt(end) == ')')) {
        end++;
      }
      if (brackets && !is(end, ')')) {
        return Optional.empty();
      }
      int whole = brackets ? end + 1 : end;
      int after = blanks(whole);
      while (end > from && isBlank(text.charAt(end - 1))) {
        end--;
      }
      if (after < to && text.charAt(after) != ';') {
        return Optional.empty();
      }
      int versionsStart = from == end ? extrasEnd : from;
      int versionsEnd = from == end ? extrasEnd : end;
      return RequirementSyntax.PEP440
          .parse(text.substring(versionsStart, versionsEnd))
          .map(
              requirement ->
                  new DependencySpecifier(
                      text.substring(start, nameEnd),
                      "",
                      requirement,
                      start,
                      nameEnd,
                      versionsStart,
                      versionsEnd,
                      brackets ? whole : versionsEnd));
    }

    private boolean is(int at, char c) {
      return at < to && text.charAt(at) == c;
    }

    private int blanks(int from) {
      int at = from;
      while (at < to && isBlank(text.charAt(at))) {
        at++;
      }
      return at;
    }

    /// A backslash continues a line of requirements.txt.
    private static boolean isBlank(char c) {
      return Character.isWhitespace(c) || c == '\\';
    }
  }
}
