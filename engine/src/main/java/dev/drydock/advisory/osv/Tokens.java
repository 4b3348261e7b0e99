package dev.drydock.advisory.osv;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/// Lenient reads of the value on which a parser stands; each leaves it at the value's end, whatever
/// kind the value is of.
final class Tokens {
  private Tokens() {}

  /// A string; `null` where the value is of another kind, or empty.
  static @Nullable String text(JsonParser parser) {
    if (parser.currentToken() != JsonToken.VALUE_STRING) {
      parser.skipChildren();
      return null;
    }
    String text = parser.getString();
    return text.isEmpty() ? null : text;
  }

  /// The strings of an array, or a string alone.
  static List<String> texts(JsonParser parser) {
    JsonToken token = parser.currentToken();
    if (token == JsonToken.VALUE_STRING) {
      return List.of(parser.getString());
    }
    if (token != JsonToken.START_ARRAY) {
      parser.skipChildren();
      return List.of();
    }
    List<String> texts = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      String text = text(parser);
      if (text != null) {
        texts.add(text);
      }
    }
    return texts;
  }

  /// A number, or a string that is one; `null` for anything else.
  static @Nullable Double number(JsonParser parser) {
    JsonToken token = parser.currentToken();
    if (token == JsonToken.VALUE_NUMBER_FLOAT || token == JsonToken.VALUE_NUMBER_INT) {
      double value = parser.getDoubleValue();
      return Double.isFinite(value) ? value : null;
    }
    String text = text(parser);
    try {
      return text == null || text.length() > 16 ? null : Double.valueOf(text);
    } catch (NumberFormatException _) {
      return null;
    }
  }

  /// Whether the value is an array, and `parser` stands before its first object. Other values are
  /// passed over.
  static boolean entersArray(JsonParser parser) {
    if (parser.currentToken() == JsonToken.START_ARRAY) {
      return true;
    }
    parser.skipChildren();
    return false;
  }

  /// Steps to the next object of an array, over items of other kinds; `false` at the array's end.
  static boolean nextObject(JsonParser parser) {
    for (JsonToken token = parser.nextToken();
        token != JsonToken.END_ARRAY;
        token = parser.nextToken()) {
      if (token == JsonToken.START_OBJECT) {
        return true;
      }
      parser.skipChildren();
    }
    return false;
  }

  /// Steps to the next member of an object and onto its value; `null` at the object's end.
  static @Nullable String nextMember(JsonParser parser) {
    if (parser.nextToken() != JsonToken.PROPERTY_NAME) {
      return null;
    }
    String name = parser.currentName();
    parser.nextToken();
    return name;
  }

  /// Whether the value is an object. Other values are passed over.
  static boolean entersObject(JsonParser parser) {
    if (parser.currentToken() == JsonToken.START_OBJECT) {
      return true;
    }
    parser.skipChildren();
    return false;
  }
}
