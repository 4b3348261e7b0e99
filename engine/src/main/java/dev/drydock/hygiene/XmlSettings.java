package dev.drydock.hygiene;

import dev.drydock.document.Xml;
import dev.drydock.document.XmlReader;
import dev.drydock.limits.Limits;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Passwords in settings that are written as XML: those of servlet containers, persistence units,
/// Spring, .NET.
final class XmlSettings {
  /// Where such settings have the name of what they set, beside the value.
  private static final List<String> NAMES = List.of("name", "key");

  /// Parsing is worth it only where one of these words is there, which every name that is looked
  /// for has in it.
  private static final List<String> HINTS =
      List.of("pass", "secret", "token", "key", "credentials");

  private XmlSettings() {}

  /// Whether something whose name says that it is a secret has a value that looks it; `false` where
  /// the text is no XML.
  static boolean holdPassword(String text, Limits limits) {
    if (!hinted(text)) {
      return false;
    }
    try {
      return within(new XmlReader(limits).read(text.getBytes(StandardCharsets.UTF_8), "settings"));
    } catch (IOException _) {
      return false; // whoever reads it as settings says so
    }
  }

  private static boolean hinted(String text) {
    String lower = text.toLowerCase(Locale.ROOT);
    return HINTS.stream().anyMatch(lower::contains);
  }

  private static boolean within(Xml element) {
    Map<String, String> attributes = element.attributes();
    for (Map.Entry<String, String> attribute : attributes.entrySet()) {
      if (Assignments.secret(attribute.getKey(), attribute.getValue())) {
        return true;
      }
    }
    for (String key : NAMES) {
      String name = attributes.get(key);
      if (name != null
          && (Assignments.secret(name, attributes.getOrDefault("value", ""))
              || Assignments.secret(name, element.text()))) {
        return true;
      }
    }
    return Assignments.secret(element.name(), element.text())
        || element.children().stream().anyMatch(XmlSettings::within);
  }
}
