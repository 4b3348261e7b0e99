package dev.drydock.attest.strict;

import dev.drydock.json.Json;
import dev.drydock.json.JsonCursor;
import dev.drydock.json.JsonReader;
import dev.drydock.limits.Limits;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Reads JSON (RFC 8259) in which no name stands twice in one object: of two, one reader takes the
/// first and another one the last, and what is signed must mean the same to everybody.
public final class StrictJson {
  private final JsonCursor cursor;
  private final String what;

  private StrictJson(JsonCursor cursor, String what) {
    this.cursor = cursor;
    this.what = what;
  }

  /// @param what names the document in errors
  /// @throws IOException where it is not one JSON object, has a name twice, or goes over a limit
  public static Json read(byte[] document, Limits limits, String what) throws IOException {
    JsonCursor cursor = new JsonReader(limits).cursor(document, what);
    Json value = new StrictJson(cursor, what).value();
    cursor.end();
    if (value instanceof Json.Obj) {
      return value;
    }
    throw new IOException(what + " is not a JSON object");
  }

  /// The member of that name in any case of letters, as readers written in Go find it; `null` where
  /// there is none.
  ///
  /// @throws IOException where there are several
  public static @Nullable Json member(Json object, String name, String what) throws IOException {
    Json found = null;
    for (Map.Entry<String, Json> member : object.members().entrySet()) {
      if (member.getKey().equalsIgnoreCase(name)) {
        if (found != null) {
          throw new IOException(what + " has \"" + name + "\" twice, in different cases");
        }
        found = member.getValue();
      }
    }
    return found instanceof Json.Null ? null : found;
  }

  /// The string that is such a member; `null` where there is none.
  public static @Nullable String text(Json object, String name, String what) throws IOException {
    return member(object, name, what) instanceof Json.Text(String value) ? value : null;
  }

  private Json value() throws IOException {
    return switch (cursor.peek()) {
      case OBJECT -> object();
      case ARRAY -> array();
      case TEXT -> new Json.Text(cursor.text());
      case NUMBER -> new Json.Number(cursor.number());
      case TRUE -> word(new Json.Bool(true));
      case FALSE -> word(new Json.Bool(false));
      case NULL -> word(new Json.Null());
    };
  }

  private Json word(Json value) throws IOException {
    cursor.word();
    return value;
  }

  private Json object() throws IOException {
    Map<String, Json> members = new LinkedHashMap<>();
    cursor.beginObject();
    for (@Nullable String name = cursor.nextName(); name != null; name = cursor.nextName()) {
      if (members.containsKey(name)) {
        throw new IOException(what + " has a name twice in one object, and so two meanings");
      }
      members.put(name, value());
    }
    return new Json.Obj(Collections.unmodifiableMap(members));
  }

  private Json array() throws IOException {
    List<Json> items = new ArrayList<>();
    cursor.beginArray();
    while (cursor.nextItem()) {
      items.add(value());
    }
    return new Json.Array(Collections.unmodifiableList(items));
  }
}
