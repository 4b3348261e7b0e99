package dev.drydock.bom.reading;

import dev.drydock.bom.described.DescribedSubject;
import dev.drydock.json.Json;
import dev.drydock.json.JsonReader;
import dev.drydock.limits.LimitExceededException;
import dev.drydock.limits.Limits;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/// Takes a document out of what it is wrapped in: in-toto statements ([Statement
/// v1](https://github.com/in-toto/attestation)), DSSE envelopes, Sigstore bundles.
///
/// Signatures are not looked at: whoever names a file trusts it.
public final class Attestation {
  /// A bundle holds an envelope, that a statement, that a document; with room for odd ones.
  private static final int DEEPEST = 8;

  private final String path;
  private final Limits limits;
  private @Nullable Json statement;

  /// What was inside.
  ///
  /// @param text of a document that is not JSON; else `null`
  /// @param statement the innermost in-toto statement; `null` where there was none
  public record Content(Json document, @Nullable String text, @Nullable Json statement) {

    /// A document within a statement is about what the statement is about.
    void names(DescribedSubject subject) {
      if (statement == null) {
        return;
      }
      for (Json one : statement.items("subject")) {
        String digest = one.get("digest").map(it -> it.text("sha256")).orElse(null);
        if (digest != null) {
          subject.digest("sha256:" + digest);
          return;
        }
      }
    }
  }

  private Attestation(String path, Limits limits) {
    this.path = path;
    this.limits = limits;
  }

  /// @param path names the document in errors
  /// @throws IOException where a wrapping holds nothing, or too many are in one another
  public static Content unwrap(Json document, String path, Limits limits) throws IOException {
    return new Attestation(path, limits).unwrap(document);
  }

  private Content unwrap(Json document) throws IOException {
    Json inner = document;
    for (int i = 0; i < DEEPEST; i++) {
      Json next = next(inner);
      if (next == null) {
        return new Content(inner, null, statement);
      }
      String text = next.text().orElse(null);
      if (text != null) {
        if (!text.stripLeading().startsWith("{")) {
          return new Content(inner, text, statement);
        }
        next = new JsonReader(limits).read(text.getBytes(StandardCharsets.UTF_8), path);
      }
      inner = next;
    }
    throw new LimitExceededException("nesting", path, DEEPEST);
  }

  /// What this wraps; `null` where it wraps nothing.
  private @Nullable Json next(Json outer) throws IOException {
    Json envelope = outer.get("dsseEnvelope").orElse(null);
    if (envelope != null) {
      return envelope;
    }
    String payload = outer.text("payload");
    if (payload != null && outer.get("payloadType").isPresent()) {
      return new Json.Text(decode(payload));
    }
    String type = outer.text("_type");
    if (type != null && type.startsWith("https://in-toto.io/Statement")) {
      statement = outer;
      Json predicate = outer.get("predicate").orElse(null);
      if (predicate == null) {
        throw new IOException(path + " is an in-toto statement without a predicate");
      }
      // cosign before 2.0 puts the document below "Data"
      return predicate.get("Data").orElse(predicate);
    }
    // GitHub's export of a dependency graph
    return outer.get("sbom").filter(it -> it.text("spdxVersion") != null).orElse(null);
  }

  private String decode(String payload) throws IOException {
    try {
      return new String(Base64.getMimeDecoder().decode(payload), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw new IOException(path + " has a payload that is not base64", e);
    }
  }
}
