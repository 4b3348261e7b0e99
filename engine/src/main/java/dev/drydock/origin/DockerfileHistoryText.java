package dev.drydock.origin;

import dev.drydock.secret.SecretText;
import java.util.ArrayList;
import java.util.List;

/// Text of an instruction without what builders write one way or another (quotes, brackets, commas,
/// escapes, white space), with a gap for each variable, for which anything may stand.
///
/// @param parts what stands between the gaps
record DockerfileHistoryText(List<String> parts) {
  private static final char GAP = '\0';

  DockerfileHistoryText {
    parts = List.copyOf(parts);
  }

  /// The text without quotes, brackets, commas and escapes; white space is one space. Without
  /// secrets too, which a history in a bill of materials has not either.
  static String plain(String written) {
    String text = SecretText.withoutSecrets(written);
    StringBuilder plain = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\\' && text.startsWith("u00", i + 1) && isHexadecimal(text, i + 4)) {
        // what Go writes for & < > in JSON
        c = (char) Integer.parseInt(text, i + 4, i + 6, 16);
        i += 5;
      } else if ("\"'\\[],".indexOf(c) >= 0) {
        continue;
      }
      if (!Character.isWhitespace(c)) {
        plain.append(c);
      } else if (!plain.isEmpty() && plain.charAt(plain.length() - 1) != ' ') {
        plain.append(' ');
      }
    }
    return plain.toString().strip();
  }

  private static boolean isHexadecimal(String text, int from) {
    return from + 1 < text.length()
        && Character.digit(text.charAt(from), 16) >= 0
        && Character.digit(text.charAt(from + 1), 16) >= 0;
  }

  /// What an instruction comes to whose variables the builder resolves.
  static DockerfileHistoryText pattern(String instruction) {
    String written = SecretText.withoutSecrets(instruction);
    StringBuilder gaps = new StringBuilder(written.length());
    int at = 0;
    while (at < written.length()) {
      char c = written.charAt(at);
      if (c == '\\' && at + 1 < written.length() && written.charAt(at + 1) == '$') {
        gaps.append('$');
        at += 2;
      } else if (c == '$' && behindVariable(written, at) > at + 1) {
        gaps.append(GAP);
        at = behindVariable(written, at);
      } else {
        gaps.append(c == GAP ? ' ' : c);
        at++;
      }
    }
    String plain = plain(gaps.toString());
    List<String> parts = new ArrayList<>();
    int from = 0;
    for (int gap = plain.indexOf(GAP); gap >= 0; gap = plain.indexOf(GAP, from)) {
      parts.add(plain.substring(from, gap));
      from = gap + 1;
    }
    parts.add(plain.substring(from));
    return new DockerfileHistoryText(parts);
  }

  private static int behindVariable(String text, int dollar) {
    int at = dollar + 1;
    if (at < text.length() && text.charAt(at) == '{') {
      int open = 1;
      for (int i = at + 1; i < text.length(); i++) {
        open += text.charAt(i) == '{' ? 1 : text.charAt(i) == '}' ? -1 : 0;
        if (open == 0) {
          return i + 1;
        }
      }
      return at;
    }
    while (at < text.length()
        && (Character.isLetterOrDigit(text.charAt(at)) || text.charAt(at) == '_')) {
      at++;
    }
    return at;
  }

  boolean isEmpty() {
    return parts.size() == 1 && parts.getFirst().isEmpty();
  }

  boolean startsWith(String start) {
    return parts.getFirst().startsWith(start);
  }

  /// A path without `./` before it and `/` behind it; empty for the directory itself.
  DockerfileHistoryText withoutDots() {
    List<String> cut = new ArrayList<>(parts);
    String first = cut.getFirst();
    if (first.startsWith("./")) {
      cut.set(0, first.substring(2));
    } else if (first.equals(".") && cut.size() == 1) {
      cut.set(0, "");
    }
    String last = cut.getLast();
    if (last.endsWith("/") && (cut.size() > 1 || last.length() > 1)) {
      cut.set(cut.size() - 1, last.substring(0, last.length() - 1));
    }
    return new DockerfileHistoryText(cut);
  }

  /// This one behind anything that ends with `end`.
  DockerfileHistoryText behind(String end) {
    List<String> more = new ArrayList<>(parts);
    more.set(0, end + more.getFirst());
    more.addFirst("");
    return new DockerfileHistoryText(more);
  }

  /// Whether something stands for every gap so that this is `text`, in time linear in both.
  boolean matches(String text) {
    String first = parts.getFirst();
    if (parts.size() == 1) {
      return text.equals(first);
    }
    String last = parts.getLast();
    if (!text.startsWith(first)
        || !text.endsWith(last)
        || text.length() < first.length() + last.length()) {
      return false;
    }
    int at = first.length();
    int end = text.length() - last.length();
    for (String part : parts.subList(1, parts.size() - 1)) {
      int found = indexOf(text, part, at, end);
      if (found < 0) {
        return false;
      }
      at = found + part.length();
    }
    return true;
  }

  /// Knuth, Morris and Pratt: texts of images may be made to be slow.
  private static int indexOf(String text, String part, int from, int to) {
    int[] fallback = new int[part.length() + 1];
    for (int i = 1, matched = 0; i < part.length(); i++) {
      while (matched > 0 && part.charAt(i) != part.charAt(matched)) {
        matched = fallback[matched];
      }
      matched += part.charAt(i) == part.charAt(matched) ? 1 : 0;
      fallback[i + 1] = matched;
    }
    int matched = 0;
    if (part.isEmpty()) {
      return from;
    }
    for (int i = from; i < to; i++) {
      while (matched > 0 && text.charAt(i) != part.charAt(matched)) {
        matched = fallback[matched];
      }
      matched += text.charAt(i) == part.charAt(matched) ? 1 : 0;
      if (matched == part.length()) {
        return i + 1 - matched;
      }
    }
    return -1;
  }
}
