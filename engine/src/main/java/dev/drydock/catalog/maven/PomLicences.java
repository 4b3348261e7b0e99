package dev.drydock.catalog.maven;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// The names under `<licenses>` of a `pom.xml` (Maven POM reference, "Licenses").
///
/// Found by looking for three tags, not with an XML parser: that is all that is wanted, an entity
/// can do no harm, and three hundred archives are read in the time that a parser needs to start.
final class PomLicences {
  private static final int MOST = 10;
  private static final int LONGEST = 200;

  private PomLicences() {}

  static List<String> parse(byte[] document) {
    String text = new String(document, StandardCharsets.UTF_8);
    int from = text.indexOf("<licenses>");
    int to = from < 0 ? -1 : text.indexOf("</licenses>", from);
    if (to < 0 || text.lastIndexOf("<!--", from) > text.lastIndexOf("-->", from)) {
      return List.of();
    }
    List<String> names = new ArrayList<>();
    for (int at = text.indexOf("<name>", from); at >= 0 && at < to && names.size() < MOST; ) {
      int end = text.indexOf("</name>", at);
      if (end < 0 || end > to) {
        break;
      }
      String name = unescape(text.substring(at + "<name>".length(), end)).strip();
      if (!name.isEmpty() && name.length() <= LONGEST && !name.contains("${")) {
        names.add(name);
      }
      at = text.indexOf("<name>", end);
    }
    return names;
  }

  private static String unescape(String text) {
    return text.indexOf('&') < 0
        ? text
        : text.replace("&lt;", "<")
            .replace("&gt;", ">")
            .replace("&quot;", "\"")
            .replace("&apos;", "'")
            .replace("&amp;", "&");
  }
}
