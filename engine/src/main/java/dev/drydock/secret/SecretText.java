package dev.drydock.secret;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/// Texts that people and documents are shown, such as instructions of a build, and the secrets in
/// them: tokens, passwords in addresses, values of variables and options whose name says what they
/// are.
///
/// What is left out depends on nothing but the word that it stands in and the one before it, so
/// that parts of a text and the whole lose the same.
public final class SecretText {
  private static final String LEFT_OUT = "…";

  private static final String LOGIN = "--user";

  /// More than any secret has.
  private static final int LONGEST = 4096;

  /// With what stands between it and its value.
  private static final int LONGEST_NAME = 40;

  /// @param from where the secret begins
  /// @param to behind its last character
  private record Span(int from, int to) implements Comparable<Span> {
    @Override
    public int compareTo(Span other) {
      return from == other.from ? Integer.compare(to, other.to) : Integer.compare(from, other.from);
    }
  }

  private SecretText() {}

  /// Whether a secret stands in `text`.
  public static boolean holdsSecret(String text) {
    return !spans(text).isEmpty() || PrivateKeys.in(text);
  }

  /// Whether somebody's password stands in an address of `text`; tokens in their place are none.
  public static boolean holdsLogin(String text) {
    for (AddressLogins.Password it : AddressLogins.in(text)) {
      if (SecretTokens.all(text.substring(it.from(), it.to())).isEmpty()) {
        return true;
      }
    }
    return false;
  }

  /// Whether a variable or an option of `text` is given a secret; tokens are none.
  public static boolean holdsNamedSecret(String text) {
    for (Span it : named(text)) {
      int from = Math.max(0, it.from() - LONGEST_NAME); // a name may tell that it is a token
      if (SecretTokens.all(text.substring(from, it.to())).stream()
          .noneMatch(token -> from + token.to() > it.from())) {
        return true;
      }
    }
    return false;
  }

  /// The text with `…` for each secret.
  public static String withoutSecrets(String text) {
    List<Span> spans = spans(text);
    if (spans.isEmpty()) {
      return text;
    }
    StringBuilder shown = new StringBuilder(text.length());
    int from = 0;
    for (Span span : spans) {
      if (span.from() >= from) {
        shown.append(text, from, span.from()).append(LEFT_OUT);
      }
      from = Math.max(from, span.to());
    }
    return shown.append(text, from, text.length()).toString();
  }

  private static List<Span> spans(String text) {
    List<Span> spans = new ArrayList<>(named(text));
    for (SecretTokens.Token token : SecretTokens.all(text)) {
      spans.add(new Span(token.from(), token.to()));
    }
    for (AddressLogins.Password password : AddressLogins.in(text)) {
      spans.add(new Span(password.from(), password.to()));
    }
    Collections.sort(spans);
    return spans;
  }

  /// `NAME=value`, `--name=value`, `--name value`, `-u name:value`.
  private static List<Span> named(String text) {
    List<Span> spans = new ArrayList<>(0);
    int begin = -1; // of the name that is being read
    for (int at = 0; at < text.length(); at++) {
      char c = text.charAt(at);
      if (TokenShape.Alphabet.DOTS.has(c)) {
        begin = begin < 0 ? at : begin;
        continue;
      }
      boolean option = begin >= 0 && c == ' ' && text.startsWith("--", begin);
      if (begin >= 0 && isLogin(text.substring(begin, Math.min(at, begin + LOGIN.length() + 1)))) {
        login(text, valueAt(text, at + 1), spans);
      }
      String name = begin >= 0 && (c == '=' || option) ? text.substring(begin, at) : "";
      if (SecretNames.named(name)) {
        Span value = valueAt(text, at + 1);
        String said = text.substring(value.from(), value.to());
        if (!said.startsWith("-")) {
          at = Math.max(at, value.to() - 1);
          if (SecretNames.secret(name, said)) {
            spans.add(value);
          }
        }
      }
      begin = -1;
    }
    return spans;
  }

  private static boolean isLogin(String option) {
    return option.equals("-u") || option.equals(LOGIN);
  }

  /// `USER:PASSWORD` of `curl -u`, as opposed to `USER:GROUP`.
  private static void login(String text, Span value, List<Span> spans) {
    int colon = text.indexOf(':', value.from());
    if (colon > value.from() && colon < value.to()) {
      String password = text.substring(colon + 1, value.to());
      String user = text.substring(value.from(), colon);
      boolean group = password.chars().noneMatch(c -> c >= '0' && c <= '9');
      if (!group && !Placeholders.like(password) && user.chars().anyMatch(Character::isLetter)) {
        spans.add(new Span(colon + 1, value.to()));
      }
    }
  }

  /// Up to the quote that answers the one before it, else to a blank or any quote.
  private static Span valueAt(String text, int at) {
    if (at < text.length() && isQuote(text.charAt(at))) {
      int end = text.indexOf(text.charAt(at), at + 1);
      if (end > 0 && end - at <= LONGEST) {
        return new Span(at + 1, end);
      }
    }
    int end = at;
    int latest = Math.min(text.length(), at + LONGEST);
    while (end < latest
        && !Character.isWhitespace(text.charAt(end))
        && !isQuote(text.charAt(end))) {
      end++;
    }
    return new Span(at, end);
  }

  private static boolean isQuote(char c) {
    return c == '"' || c == '\'';
  }
}
