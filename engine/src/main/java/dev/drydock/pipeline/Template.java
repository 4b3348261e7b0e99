package dev.drydock.pipeline;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A shell script with places for values, `@NAME@`, each of which becomes one word of the shell
/// (POSIX.1-2024, Shell Command Language, 2.2.2).
final class Template {
  private static final Pattern PLACE = Pattern.compile("@([A-Z0-9]{1,20})@");

  private Template() {}

  /// @throws IllegalStateException where a place has no value, which is a mistake of ours
  static String render(String text, Map<String, String> values) {
    Matcher places = PLACE.matcher(text);
    StringBuilder out = new StringBuilder();
    while (places.find()) {
      String value = values.get(places.group(1));
      if (value == null) {
        throw new IllegalStateException("no value for " + places.group());
      }
      places.appendReplacement(out, Matcher.quoteReplacement(word(value)));
    }
    return places.appendTail(out).toString();
  }

  /// Within quotes that end nowhere but at the next one, so nothing of a value is ever run.
  static String word(String value) {
    return "'" + value.replace("'", "'\\''") + "'";
  }
}
