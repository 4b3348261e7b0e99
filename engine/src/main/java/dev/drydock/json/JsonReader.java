package dev.drydock.json;

import dev.drydock.limits.LimitExceededException;
import dev.drydock.limits.Limits;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.TokenStreamFactory;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonFactoryBuilder;
import tools.jackson.core.json.JsonReadFeature;

/// Reads whole JSON documents into [Json] trees, within [Limits]. Thread-safe.
public final class JsonReader {
  private static final Json.Null NULL = new Json.Null();

  private final JsonFactory factory;
  private final Limits limits;

  public JsonReader(Limits limits) {
    this(limits, builder(limits).build());
  }

  private JsonReader(Limits limits, JsonFactory factory) {
    this.limits = limits;
    this.factory = factory;
  }

  /// A reader that takes comments and trailing commas too, as files written for people have them
  /// (JSONC): `bun.lock`, `deno.json`, `tsconfig.json`.
  public static JsonReader withComments(Limits limits) {
    return new JsonReader(
        limits,
        builder(limits)
            .enable(JsonReadFeature.ALLOW_JAVA_COMMENTS)
            .enable(JsonReadFeature.ALLOW_TRAILING_COMMA)
            .build());
  }

  private static JsonFactoryBuilder builder(Limits limits) {
    return JsonFactory.builder()
        .streamReadConstraints(
            StreamReadConstraints.builder()
                .maxDocumentLength(limits.documentBytes())
                .maxNestingDepth(Math.max(limits.nesting(), 200))
                .maxStringLength(limits.documentBytes())
                .build());
  }

  /// The parser for callers that need no tree; bounded alike.
  public JsonFactory factory() {
    return factory;
  }

  /// Parses one document of UTF-8, UTF-16 or UTF-32; a byte order mark is passed over.
  ///
  /// @param what names the document in errors
  /// @throws IOException where it is not one JSON value, or goes over a limit
  public Json read(byte[] document, String what) throws IOException {
    if (document.length > limits.documentBytes()) {
      throw new LimitExceededException("documentBytes", what, limits.documentBytes());
    }
    return read(factory, document, what, "JSON");
  }

  /// Parses one document of any syntax that Jackson has a factory for.
  ///
  /// @param factory with bounds of its own
  /// @param syntax its name, for errors
  public static Json read(TokenStreamFactory factory, byte[] document, String what, String syntax)
      throws IOException {
    try (JsonParser parser = factory.createParser(ObjectReadContext.empty(), document)) {
      if (parser.nextToken() == null) {
        throw new IOException(what + " is empty, not " + syntax);
      }
      Json value = value(parser);
      if (parser.nextToken() != null) {
        throw new IOException(what + " has something after its " + syntax + " value");
      }
      return value;
    } catch (JacksonException e) {
      throw new IOException(what + " is not valid " + syntax + ": " + e.getOriginalMessage(), e);
    }
  }

  private static Json value(JsonParser parser) {
    return switch (parser.currentToken()) {
      case START_OBJECT -> object(parser);
      case START_ARRAY -> array(parser);
      case VALUE_STRING -> new Json.Text(parser.getString());
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> new Json.Number(parser.getDecimalValue());
      case VALUE_TRUE -> new Json.Bool(true);
      case VALUE_FALSE -> new Json.Bool(false);
      default -> NULL;
    };
  }

  private static Json object(JsonParser parser) {
    Map<String, Json> members = new LinkedHashMap<>();
    while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
      String name = parser.currentName();
      parser.nextToken();
      members.put(name, value(parser));
    }
    return new Json.Obj(Collections.unmodifiableMap(members));
  }

  private static Json array(JsonParser parser) {
    List<Json> items = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      items.add(value(parser));
    }
    return new Json.Array(Collections.unmodifiableList(items));
  }
}
