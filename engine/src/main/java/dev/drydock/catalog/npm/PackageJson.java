package dev.drydock.catalog.npm;

import dev.drydock.json.JsonReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;

/// What counts of a `package.json` (npm documentation, "package.json"):
/// `{"name":"@scope/name","version":"1.0.0","license":"MIT"}`.
///
/// Read as a stream, since an image may have thousands of them and most of each is of no interest.
///
/// @param name `""` where missing
/// @param version `""` where missing
/// @param otherKind whether it describes an extension of an editor or engine, which only looks like
///   an npm package
record PackageJson(String name, String version, List<String> licences, boolean otherKind) {
  private static final int MOST_LICENCES = 20;

  PackageJson {
    licences = List.copyOf(licences);
  }

  /// @throws IOException where it is not JSON
  static PackageJson parse(JsonReader reader, byte[] document, String path) throws IOException {
    try (JsonParser parser = reader.factory().createParser(ObjectReadContext.empty(), document)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw new IOException(path + " is no JSON object, as a package.json is");
      }
      return members(parser);
    } catch (JacksonException e) {
      throw new IOException(path + " is not valid JSON: " + e.getOriginalMessage(), e);
    }
  }

  private static PackageJson members(JsonParser parser) {
    String name = "";
    String version = "";
    List<String> licences = List.of();
    boolean otherKind = false;
    while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
      String member = parser.currentName();
      JsonToken value = parser.nextToken();
      boolean text = value == JsonToken.VALUE_STRING;
      // where a member stands twice the last one counts, as it does for Node.js
      switch (member) {
        case "name" -> name = text ? parser.getString().strip() : "";
        case "version" -> version = text ? parser.getString().strip() : "";
        case "license", "licenses" -> licences = licences(parser, value);
        case "contributes" -> otherKind |= value == JsonToken.START_OBJECT;
        case "unity" -> otherKind |= text;
        case "engines" -> {
          otherKind |= namesEditor(parser, value);
          continue;
        }
        default -> {
          // nothing of interest
        }
      }
      skip(parser);
    }
    return new PackageJson(name, version, licences, otherKind);
  }

  /// Leaves the object or array that the parser is at the start of.
  private static void skip(JsonParser parser) {
    JsonToken token = parser.currentToken();
    if (token == JsonToken.START_OBJECT || token == JsonToken.START_ARRAY) {
      parser.skipChildren();
    }
  }

  private static boolean namesEditor(JsonParser parser, JsonToken value) {
    boolean editor = false;
    if (value == JsonToken.START_OBJECT) {
      while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
        editor |= parser.currentName().equals("vscode");
        parser.nextToken();
        skip(parser);
      }
    } else {
      skip(parser);
    }
    return editor;
  }

  /// A string, an object with `type`, or an array of either.
  private static List<String> licences(JsonParser parser, JsonToken value) {
    List<String> licences = new ArrayList<>();
    if (value == JsonToken.START_ARRAY) {
      JsonToken item = parser.nextToken();
      while (item != null && item != JsonToken.END_ARRAY) {
        licence(parser, item, licences);
        item = parser.nextToken();
      }
    } else {
      licence(parser, value, licences);
    }
    return licences;
  }

  private static void licence(JsonParser parser, JsonToken value, List<String> licences) {
    String name = "";
    if (value == JsonToken.VALUE_STRING) {
      name = parser.getString();
    } else if (value == JsonToken.START_OBJECT) {
      while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
        boolean type = parser.currentName().equals("type");
        if (parser.nextToken() == JsonToken.VALUE_STRING && type) {
          name = parser.getString();
        }
        skip(parser);
      }
    } else {
      skip(parser);
    }
    if (!name.isBlank() && licences.size() < MOST_LICENCES) {
      licences.add(name.strip());
    }
  }
}
