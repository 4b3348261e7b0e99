package dev.drydock.image.archive;

/// Foreign text in a message of one line.
final class OneLine {
  private static final int MAX = 300;

  private OneLine() {}

  static String of(String text) {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < text.length() && i < MAX; i++) {
      char c = text.charAt(i);
      line.append(Character.isISOControl(c) ? ' ' : c);
    }
    return text.length() > MAX ? line.append('…').toString() : line.toString();
  }
}
