package dev.drydock.change;

/// Markdown that calls nobody: on Git hosts `@name` notifies people of that name, and packages are
/// named `@scope/name`, advisories quote anything. A character without width (U+200B) goes between;
/// within code, where names mean nobody and people copy from, all stays.
public final class Mentions {
  private static final char NO_WIDTH = '\u200b';

  private Mentions() {}

  public static String without(String markdown) {
    StringBuilder plain = new StringBuilder(markdown.length() + 16);
    boolean block = false;
    int start = 0;
    while (start < markdown.length()) {
      int feed = markdown.indexOf('\n', start);
      int end = feed < 0 ? markdown.length() : feed + 1;
      String line = markdown.substring(start, end);
      if (line.stripLeading().startsWith("```")) {
        block = !block;
        plain.append(line);
      } else if (block) {
        plain.append(line);
      } else {
        line(line, plain);
      }
      start = end;
    }
    return plain.toString();
  }

  /// Code within a line ends with as many backticks as it begins with.
  private static void line(String line, StringBuilder plain) {
    int i = 0;
    while (i < line.length()) {
      char c = line.charAt(i);
      if (c == '`') {
        int run = run(line, i);
        int close = closing(line, i + run, run);
        int end = close < 0 ? i + run : close + run;
        plain.append(line, i, end);
        i = end;
      } else {
        plain.append(c);
        if (c == '@' && mentions(line, i)) {
          plain.append(NO_WIDTH);
        }
        i++;
      }
    }
  }

  private static boolean mentions(String line, int at) {
    return at + 1 < line.length()
        && Character.isLetterOrDigit(line.charAt(at + 1))
        && (at == 0 || !Character.isLetterOrDigit(line.charAt(at - 1)));
  }

  private static int run(String line, int start) {
    int end = start;
    while (end < line.length() && line.charAt(end) == '`') {
      end++;
    }
    return end - start;
  }

  /// Where the next run of just that length begins; -1 where none does.
  private static int closing(String line, int start, int length) {
    int i = line.indexOf('`', start);
    while (i >= 0) {
      int run = run(line, i);
      if (run == length) {
        return i;
      }
      i = line.indexOf('`', i + run);
    }
    return -1;
  }
}
