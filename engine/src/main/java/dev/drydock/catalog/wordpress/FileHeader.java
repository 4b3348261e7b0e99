package dev.drydock.catalog.wordpress;

import dev.drydock.image.FileContent;
import dev.drydock.limits.Bounded;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/// The comment at the start of a WordPress plugin's or theme's main file (WordPress, "Header
/// Requirements"):
///
/// ```
/// /*
///  * Plugin Name: My Basics Plugin
///  * Version:     1.10.3
///  * License:     GPL v2 or later
///  */
/// ```
///
/// WordPress itself looks at the first 8 KiB, at the start of lines after what a comment may begin
/// with.
final class FileHeader {
  private static final int LENGTH = 8 << 10;
  private static final String LEAD = " \t/*#@";

  private final List<String> lines;

  private FileHeader(List<String> lines) {
    this.lines = lines;
  }

  static FileHeader of(FileContent content) throws IOException {
    String text = new String(Bounded.head(content.stream(), LENGTH), StandardCharsets.UTF_8);
    return new FileHeader(text.replace('\r', '\n').lines().toList());
  }

  /// What follows `label` and a colon; `""` where nothing does.
  String value(String label) {
    for (String line : lines) {
      int at = start(line);
      if (line.regionMatches(true, at, label, 0, label.length())
          && line.startsWith(":", at + label.length())) {
        return cleaned(line.substring(at + label.length() + 1));
      }
    }
    return "";
  }

  private static int start(String line) {
    String open = "<?php";
    int at = 0;
    while (at < line.length() && (line.charAt(at) == ' ' || line.charAt(at) == '\t')) {
      at++;
    }
    if (line.toLowerCase(Locale.ROOT).startsWith(open, at)) {
      at += open.length();
    }
    while (at < line.length() && LEAD.indexOf(line.charAt(at)) >= 0) {
      at++;
    }
    return at;
  }

  /// Without the end of the comment, or of the PHP, and what follows it.
  private static String cleaned(String value) {
    int end = value.length();
    for (String mark : List.of("*/", "?>")) {
      int at = value.indexOf(mark);
      end = at < 0 ? end : Math.min(end, at);
    }
    return value.substring(0, end).strip();
  }
}
