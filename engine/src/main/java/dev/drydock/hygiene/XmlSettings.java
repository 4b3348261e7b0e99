package dev.drydock.hygiene;

import dev.drydock.document.Xml;
import dev.drydock.document.XmlReader;
import dev.drydock.limits.Limits;
import dev.drydock.secret.SecretNames;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/// Passwords in settings that are written as XML: those of servlet containers, persistence units,
/// Spring, .NET.
final class XmlSettings {
  /// Where such settings have the name of what they set, beside the value.
  private static final List<String> NAMES = List.of("name", "key");

  private XmlSettings() {}

  /// Whether something whose name says that it is a secret has a value that looks it; `false` where
  /// the text is no XML.
  static boolean holdPassword(String text, Limits limits) {
    String settings = Assignments.withoutComments(text);
    if (!named(settings)) {
      return false;
    }
    try {
      byte[] document = settings.getBytes(StandardCharsets.UTF_8);
      return within(new XmlReader(limits).read(document, "settings"));
    } catch (IOException _) {
      return false; // whoever reads it as settings says so
    }
  }

  /// Whether such a name stands anywhere: the JDK's parser takes longer to start than most images
  /// to be searched.
  private static boolean named(String text) {
    int begin = 0;
    for (int at = 0; at < text.length(); at++) {
      char c = text.charAt(at);
      if (Character.isLetterOrDigit(c) || c == '_' || c == '-' || c == '.') {
        continue;
      }
      boolean name = c == '"' || c == '\'' || c == '>' || c == '=' && quoted(text, at + 1);
      if (name && begin < at && SecretNames.named(text.substring(begin, at))) {
        return true;
      }
      begin = at + 1;
    }
    return false;
  }

  private static boolean quoted(String text, int at) {
    return at < text.length() && (text.charAt(at) == '"' || text.charAt(at) == '\'');
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
