package dev.drydock.version;

import static dev.drydock.version.VersionText.at;
import static dev.drydock.version.VersionText.isDigit;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Packagist's versions as Composer reads them: brought into the form of
/// `Composer\Semver\VersionParser::normalize`, then in the order of PHP's `version_compare`.
///
/// A branch (`dev-main`) is no version: it says nothing of what is in it. `1.x-dev` is one, the
/// highest of its line.
final class ComposerScheme implements VersionScheme {
  static final ComposerScheme INSTANCE = new ComposerScheme();

  /// Kinds of parts, in their order.
  private static final int DEVELOPMENT = 0;

  private static final int ALPHA = 1;
  private static final int BETA = 2;
  private static final int CANDIDATE = 3;
  private static final int END = 4;
  private static final int NUMBER = 5;
  private static final int PATCH = 6;

  /// Composer writes this for `x` and `*`.
  private static final String WILDCARD = "9999999";

  /// Numbers that Composer fills up with zeros.
  private static final int NUMBERS = 4;

  private static final int MOST_CLASSIC_DIGITS = 5;

  private static final int NO_WORD = -1;

  /// Longer words before those that they start with.
  private static final String[] WORDS = {
    "stable", "beta", "b", "rc", "alpha", "a", "patch", "pl", "p"
  };

  /// In the order of [#WORDS].
  private static final int[] KINDS = {
    END, BETA, BETA, CANDIDATE, ALPHA, ALPHA, PATCH, PATCH, PATCH
  };

  private ComposerScheme() {}

  @Override
  public String name() {
    return "composer";
  }

  @Override
  public Optional<Version> parse(String written) {
    String text = VersionText.clean(written);
    return text == null ? Optional.empty() : Optional.ofNullable(new Reader(text).read());
  }

  /// Goes through one text from left to right.
  private static final class Reader {
    private final String written;
    private final String text;
    private final int wildcard;
    private final Tokens parts = new Tokens();
    private int at;

    /// Build metadata does not count; [#WILDCARD] is put after the rest so that parts can point to
    /// it.
    Reader(String written) {
      int plus = written.indexOf('+');
      boolean metadata = plus > 0 && plus < written.length() - 1;
      this.written = written;
      this.wildcard = metadata ? plus : written.length();
      this.text = written.substring(0, wildcard).concat("\0" + WILDCARD);
    }

    @Nullable Version read() {
      int from = VersionText.lower(text.charAt(0)) == 'v' ? 1 : 0;
      at = from;
      boolean valid = VersionText.digitsEnd(text, at) - at <= MOST_CLASSIC_DIGITS;
      valid = valid && numbers(false) && modifier();
      if (!valid) {
        restart(from);
        valid = date() && modifier();
      }
      if (!valid) {
        restart(from);
        valid = numbers(true) && development() && at == wildcard;
      }
      return valid ? new ComposerVersion(written, text, parts.toArray()) : null;
    }

    private void restart(int from) {
      parts.truncate(0);
      at = from;
    }

    /// Up to four numbers; those that are missing are 0, or in the name of a branch `x`, which may
    /// also stand there.
    private boolean numbers(boolean branch) {
      int count = 0;
      do {
        at += count > 0 ? 1 : 0;
        int end = VersionText.digitsEnd(text, at);
        boolean wild = end == at;
        if (wild && count == 0) {
          return false;
        }
        parts.add(NUMBER, wild ? wildcard + 1 : at, wild ? text.length() : end);
        at = wild ? at + 1 : end;
        count++;
      } while (count < NUMBERS
          && at(text, at) == '.'
          && (isDigit(at(text, at + 1)) || branch && isWildcard(at(text, at + 1))));
      for (; count < NUMBERS; count++) {
        parts.add(NUMBER, branch ? wildcard + 1 : 0, branch ? text.length() : 0);
      }
      return true;
    }

    private static boolean isWildcard(char c) {
      return c == 'x' || c == 'X' || c == '*';
    }

    /// A date and a time, from four digits for the year and two for the month on.
    private boolean date() {
      int from = at;
      int to = at;
      while (isDigit(at(text, to)) || isDateSeparator(at(text, to)) && isDigit(at(text, to + 1))) {
        to++;
      }
      if (VersionText.digitsEnd(text, from) < from + 4 || !pairs(from + 4, to, 0)) {
        return false;
      }
      while (at < to) {
        int end = VersionText.digitsEnd(text, at);
        parts.add(NUMBER, at, end);
        at = end < to ? end + 1 : end;
      }
      return true;
    }

    /// Two digits, one to six times, then up to two numbers of one to three digits, until exactly
    /// `to`.
    private boolean pairs(int from, int to, int count) {
      int start = afterSeparator(from);
      return count > 0 && numbersOfDate(from, to, 0)
          || count < 6
              && isDigit(at(text, start))
              && isDigit(at(text, start + 1))
              && pairs(start + 2, to, count + 1);
    }

    private boolean numbersOfDate(int from, int to, int count) {
      if (from == to) {
        return true;
      }
      int start = afterSeparator(from);
      for (int end = start + 1; count < 2 && end <= start + 3 && end <= to; end++) {
        if (VersionText.isNumber(text, start, end) && numbersOfDate(end, to, count + 1)) {
          return true;
        }
      }
      return false;
    }

    private int afterSeparator(int from) {
      return isDateSeparator(at(text, from)) ? from + 1 : from;
    }

    private static boolean isDateSeparator(char c) {
      return c == '.' || c == ':' || c == '-';
    }

    /// `-beta2`, `RC.1`, `-patch3-dev` and the like, until the end. Composer drops `stable` and
    /// what follows it.
    private boolean modifier() {
      char c = at(text, at);
      if (c == '.' || c == '_' || c == '-') {
        at++;
      }
      int before = parts.count();
      int word = stability();
      if (word != NO_WORD) {
        parts.add(word, 0, 0);
        wordNumbers();
      }
      boolean valid = at == wildcard || development() && at == wildcard;
      if (word == END) {
        parts.truncate(before);
      }
      return valid;
    }

    /// The kind of the word that comes next; [#END] for `stable`, [#NO_WORD] for none.
    private int stability() {
      for (int i = 0; i < WORDS.length; i++) {
        if (VersionText.hasWord(text, at, WORDS[i])) {
          at += WORDS[i].length();
          return KINDS[i];
        }
      }
      return NO_WORD;
    }

    private void wordNumbers() {
      while (true) {
        int start = at(text, at) == '.' || at(text, at) == '-' ? at + 1 : at;
        int end = VersionText.digitsEnd(text, start);
        if (end == start) {
          return;
        }
        parts.add(NUMBER, start, end);
        at = end;
      }
    }

    private boolean development() {
      int start = at(text, at) == '.' || at(text, at) == '-' ? at + 1 : at;
      if (!VersionText.hasWord(text, start, "dev")) {
        return false;
      }
      at = start + 3;
      parts.add(DEVELOPMENT, 0, 0);
      return true;
    }
  }

  private static final class ComposerVersion implements Version {
    private final String written;
    private final String text;
    private final int[] parts;

    ComposerVersion(String written, String text, int[] parts) {
      this.written = written;
      this.text = text;
      this.parts = parts;
    }

    @Override
    public int compareTo(Version other) {
      ComposerVersion that = (ComposerVersion) other;
      for (int i = 0; ; i++) {
        int kind = kind(i);
        int thatKind = that.kind(i);
        if (kind != thatKind) {
          return Integer.compare(kind, thatKind);
        }
        if (kind == END) {
          return 0;
        }
        int order =
            VersionText.compareNumbers(
                text,
                Tokens.from(parts[i]),
                Tokens.to(parts[i]),
                that.text,
                Tokens.from(that.parts[i]),
                Tokens.to(that.parts[i]));
        if (order != 0) {
          return order;
        }
      }
    }

    private int kind(int index) {
      return index < parts.length ? Tokens.kind(parts[index]) : END;
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof ComposerVersion that && written.equals(that.written);
    }

    @Override
    public int hashCode() {
      return written.hashCode();
    }

    @Override
    public String toString() {
      return written;
    }
  }
}
