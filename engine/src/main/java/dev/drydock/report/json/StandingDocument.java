package dev.drydock.report.json;

import dev.drydock.approval.standing.Standing;
import dev.drydock.approval.standing.Standing.Base;
import dev.drydock.approval.standing.Standing.Status;
import dev.drydock.json.CompactJson;
import dev.drydock.json.Json;
import dev.drydock.json.JsonReader;
import dev.drydock.json.JsonWriter;
import dev.drydock.limits.Limits;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// What kind of base an image stands upon, as a document of its own: the member `standing` of a
/// scan ([ScanJson]), for whoever judges the image later without its layers.
///
/// ```json
/// {"status": "approved", "base": {"reference": "registry.example.org/bases/debian:12-…", …},
///  "newest": null, "told": "…", "unreachable": false, "advice": []}
/// ```
public final class StandingDocument {
  private static final String MEMBER = "standing";

  private StandingDocument() {}

  /// One line.
  public static String write(Standing standing) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (JsonWriter json = new JsonWriter(out)) {
      json.object();
      new StandingJson(json).write(standing);
      json.end();
    } catch (IOException e) {
      throw new UncheckedIOException("What is in memory can be written", e);
    }
    try {
      Json document = read(out.toByteArray(), Limits.defaults(), MEMBER);
      return CompactJson.text(document.get(MEMBER).orElseThrow());
    } catch (IOException e) {
      throw new UncheckedIOException("What was written can be read", e);
    }
  }

  private static Json read(byte[] document, Limits limits, String what) throws IOException {
    return new JsonReader(limits).read(document, what);
  }

  /// Reads what [#write] wrote.
  ///
  /// @throws IOException where it is none
  public static Standing read(String document, Limits limits) throws IOException {
    Json standing = read(document.getBytes(StandardCharsets.UTF_8), limits, "the standing");
    Json base = standing.get("base").orElse(new Json.Null());
    return new Standing(
        status(required(standing, "status")),
        base instanceof Json.Obj ? base(base) : null,
        standing.text("newest"),
        required(standing, "told"),
        standing.isTrue("unreachable"),
        standing.texts("advice"));
  }

  private static Status status(String word) throws IOException {
    for (Status status : Status.values()) {
      if (status.word().equals(word)) {
        return status;
      }
    }
    throw new IOException("a base has no such standing: " + word);
  }

  private static Base base(Json base) throws IOException {
    return new Base(
        required(base, "reference"),
        required(base, "digest"),
        required(base, "family"),
        required(base, "variant"),
        base.integer("layers").orElse(0L).intValue(),
        base.texts("approvedBy"),
        time(base.text("approvedAt"), Instant::parse),
        time(base.text("expires"), Instant::parse),
        time(base.text("supportUntil"), LocalDate::parse),
        base.text("replacement"));
  }

  private static String required(Json json, String name) throws IOException {
    String text = json.text(name);
    if (text == null) {
      throw new IOException("a standing without " + name);
    }
    return text;
  }

  private static <T> @Nullable T time(@Nullable String text, Function<String, T> parse)
      throws IOException {
    try {
      return text == null ? null : parse.apply(text);
    } catch (DateTimeException e) {
      throw new IOException("a standing with a time that is none: " + text, e);
    }
  }
}
