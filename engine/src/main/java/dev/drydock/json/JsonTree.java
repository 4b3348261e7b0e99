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

/// What Jackson reads: [Json] trees of syntaxes that it has a parser for, and its own parser for
/// the millions of records that an index is built of. Loading it takes some 40 ms, so that what
/// every command does goes without it.
public final class JsonTree {
  private static final Json.Null NULL = new Json.Null();

  private JsonTree() {}

  /// The bounds of any syntax's factory.
  public static StreamReadConstraints constraints(Limits limits) {
    return StreamReadConstraints.builder()
        .maxDocumentLength(limits.documentBytes())
        .maxNestingDepth(Math.max(limits.nesting(), 200))
        .maxStringLength(limits.documentBytes())
        .build();
  }

  /// A streaming parser's factory for JSON.
  public static JsonFactory factory(Limits limits) {
    return JsonFactory.builder().streamReadConstraints(constraints(limits)).build();
  }

  /// Parses one document.
  ///
  /// @param factory with the bounds of [#constraints]
  /// @param syntax its name, for errors
  /// @param what names the document in errors
  /// @throws IOException where it is not one value, or goes over a limit
  public static Json read(
      TokenStreamFactory factory, byte[] document, Limits limits, String what, String syntax)
      throws IOException {
    if (document.length > limits.documentBytes()) {
      throw new LimitExceededException("documentBytes", what, limits.documentBytes());
    }
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
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> new Json.Number(parser.getString());
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
