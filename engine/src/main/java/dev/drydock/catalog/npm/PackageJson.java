package dev.drydock.catalog.npm;

import dev.drydock.json.JsonCursor;
import dev.drydock.json.JsonCursor.Kind;
import dev.drydock.json.JsonReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// What counts of a `package.json` (npm documentation, "package.json"):
/// `{"name":"@scope/name","version":"1.0.0","license":"MIT"}`.
///
/// Read as a stream, since an image may have thousands of them and most of each is of no interest.
///
/// @param name `""` where missing
/// @param version `""` where missing
/// @param otherKind whether it describes an extension of an editor or engine, which only looks like
///   an npm package
/// @param unpublished whether it says that it is not published, or nothing that those who publish a
///   package say: where it is developed, what of it is packed, what it installs
record PackageJson(
    String name, String version, List<String> licences, boolean otherKind, boolean unpublished) {
  static final int MOST_LICENCES = 20;

  PackageJson {
    licences = List.copyOf(licences);
  }

  /// Whether it tells of a package.
  ///
  /// @param own whether it is that of the project itself, which may be called anything
  boolean reported(boolean own) {
    boolean complete = !name.isEmpty() && !version.isEmpty() && !otherKind;
    return complete && (own || NpmPackages.named(name));
  }

  /// @throws IOException where it is not JSON
  static PackageJson parse(JsonReader reader, byte[] document, String path) throws IOException {
    JsonCursor cursor = reader.cursor(document, path);
    if (cursor.peek() != Kind.OBJECT) {
      throw new IOException(path + " is no JSON object, as a package.json is");
    }
    PackageJson result = members(cursor);
    cursor.end();
    return result;
  }

  private static PackageJson members(JsonCursor cursor) throws IOException {
    String name = "";
    String version = "";
    List<String> licences = List.of();
    boolean otherKind = false;
    boolean confined = false;
    boolean published = false;
    cursor.beginObject();
    for (String member = cursor.nextName(); member != null; member = cursor.nextName()) {
      Kind value = cursor.peek();
      // where a member stands twice the last one counts, as it does for Node.js
      switch (member) {
        case "name" -> name = text(cursor);
        case "version" -> version = text(cursor);
        case "license", "licenses" -> licences = licences(cursor);
        case "engines" -> otherKind |= namesEditor(cursor);
        case "contributes" -> {
          otherKind |= value == Kind.OBJECT;
          cursor.skip();
        }
        case "unity" -> {
          otherKind |= value == Kind.TEXT;
          cursor.skip();
        }
        case "private" -> confined = truth(cursor);
        case "repository", "homepage", "bugs", "bin", "files", "publishConfig" -> {
          published |= value != Kind.NULL;
          cursor.skip();
        }
        default -> cursor.skip();
      }
    }
    return new PackageJson(name, version, licences, otherKind, confined || !published);
  }

  /// The next value where it is a string; `""` for others.
  private static String text(JsonCursor cursor) throws IOException {
    if (cursor.peek() == Kind.TEXT) {
      return cursor.text().strip();
    }
    cursor.skip();
    return "";
  }

  /// As npm takes it, which refuses to publish whatever has a value here that JavaScript calls
  /// true.
  private static boolean truth(JsonCursor cursor) throws IOException {
    return switch (cursor.peek()) {
      case TEXT -> !cursor.text().isEmpty();
      case FALSE, NULL, NUMBER -> {
        cursor.skip();
        yield false;
      }
      case TRUE, OBJECT, ARRAY -> {
        cursor.skip();
        yield true;
      }
    };
  }

  private static boolean namesEditor(JsonCursor cursor) throws IOException {
    if (cursor.peek() != Kind.OBJECT) {
      cursor.skip();
      return false;
    }
    boolean editor = false;
    cursor.beginObject();
    for (String name = cursor.nextName(); name != null; name = cursor.nextName()) {
      editor |= name.equals("vscode");
      cursor.skip();
    }
    return editor;
  }

  /// A string, an object with `type`, or an array of either.
  private static List<String> licences(JsonCursor cursor) throws IOException {
    List<String> licences = new ArrayList<>();
    if (cursor.peek() == Kind.ARRAY) {
      cursor.beginArray();
      while (cursor.nextItem()) {
        licence(cursor, licences);
      }
    } else {
      licence(cursor, licences);
    }
    return licences;
  }

  private static void licence(JsonCursor cursor, List<String> licences) throws IOException {
    String name = "";
    if (cursor.peek() == Kind.OBJECT) {
      cursor.beginObject();
      for (String member = cursor.nextName(); member != null; member = cursor.nextName()) {
        if (member.equals("type")) {
          name = text(cursor);
        } else {
          cursor.skip();
        }
      }
    } else {
      name = text(cursor);
    }
    if (!name.isEmpty() && licences.size() < MOST_LICENCES) {
      licences.add(name);
    }
  }
}
