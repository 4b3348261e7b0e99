package dev.drydock.json;

import dev.drydock.limits.Limits;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.json.JsonFactory;

/// Reads whole JSON documents into [Json] trees, within [Limits]. Thread-safe.
public final class JsonReader {
  private static final Json.Null NULL = new Json.Null();
  private static final Json.Bool TRUE = new Json.Bool(true);
  private static final Json.Bool FALSE = new Json.Bool(false);

  private final Limits limits;
  private final boolean comments;

  public JsonReader(Limits limits) {
    this(limits, false);
  }

  private JsonReader(Limits limits, boolean comments) {
    this.limits = limits;
    this.comments = comments;
  }

  /// A reader that takes comments and trailing commas too, as files written for people have them
  /// (JSONC): `bun.lock`, `deno.json`, `tsconfig.json`.
  public static JsonReader withComments(Limits limits) {
    return new JsonReader(limits, true);
  }

  /// The parser for callers that read very much: faster once it is loaded.
  public JsonFactory factory() {
    return JsonTree.factory(limits);
  }

  /// A cursor for callers that need no tree; bounded alike.
  public JsonCursor cursor(byte[] document, String what) throws IOException {
    return new JsonCursor(document, limits, comments, what);
  }

  /// Parses one document of UTF-8, UTF-16 or UTF-32; a byte order mark is passed over.
  ///
  /// @param what names the document in errors
  /// @throws IOException where it is not one JSON value, or goes over a limit
  public Json read(byte[] document, String what) throws IOException {
    JsonCursor cursor = cursor(document, what);
    Json value = value(cursor);
    cursor.end();
    return value;
  }

  private static Json value(JsonCursor cursor) throws IOException {
    return switch (cursor.peek()) {
      case OBJECT -> object(cursor);
      case ARRAY -> array(cursor);
      case TEXT -> new Json.Text(cursor.text());
      case NUMBER -> new Json.Number(cursor.number());
      case TRUE -> word(cursor, TRUE);
      case FALSE -> word(cursor, FALSE);
      case NULL -> word(cursor, NULL);
    };
  }

  private static Json word(JsonCursor cursor, Json value) throws IOException {
    cursor.word();
    return value;
  }

  private static Json object(JsonCursor cursor) throws IOException {
    Map<String, Json> members = new LinkedHashMap<>();
    cursor.beginObject();
    for (@Nullable String name = cursor.nextName(); name != null; name = cursor.nextName()) {
      members.put(name, value(cursor));
    }
    return new Json.Obj(Collections.unmodifiableMap(members));
  }

  private static Json array(JsonCursor cursor) throws IOException {
    List<Json> items = new ArrayList<>();
    cursor.beginArray();
    while (cursor.nextItem()) {
      items.add(value(cursor));
    }
    return new Json.Array(Collections.unmodifiableList(items));
  }
}
