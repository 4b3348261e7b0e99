package dev.drydock.policy.exception;

import dev.drydock.json.JsonWriter;
import dev.drydock.policy.rule.Excuse;
import dev.drydock.policy.rule.Glob;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Exceptions as an OpenVEX document ([specification
/// 0.2.0](https://github.com/openvex/spec/blob/main/OPENVEX-SPEC.md)):
///
/// ```json
/// {"@context": "https://openvex.dev/ns/v0.2.0", "@id": "…", "author": "…", "timestamp": "…",
///  "version": 1, "statements": [{"vulnerability": {"name": "CVE-2024-5535"},
///    "products": [{"@id": "pkg:deb/debian/openssl"}], "status": "affected",
///    "action_statement": "…"}]}
/// ```
public final class OpenVexExport {
  private final List<Excuse> said = new ArrayList<>();
  private final List<String> notes = new ArrayList<>();
  private final @Nullable String product;
  private final Instant now;

  /// @param product the purl of what all of them are about, of which their packages are parts;
  ///   `null` where their packages are the products
  public OpenVexExport(List<Excuse> excuses, @Nullable String product, Instant now) {
    this.product = product;
    this.now = now.truncatedTo(ChronoUnit.SECONDS);
    LocalDate today = LocalDate.ofInstant(now, ZoneOffset.UTC);
    for (Excuse excuse : excuses) {
      String reason = leftOut(excuse, today);
      if (reason == null) {
        said.add(excuse);
      } else {
        notes.add(
            "left out: the exception for "
                + excuse.words()
                + " ("
                + excuse.source()
                + "): "
                + reason);
      }
    }
  }

  private @Nullable String leftOut(Excuse excuse, LocalDate today) {
    if (excuse.expired(today)) {
      return "it ended on " + excuse.until();
    }
    if (excuse.ids().isEmpty()) {
      return "it names no vulnerability, and VEX speaks of nothing else";
    }
    if (!excuse.paths().isEmpty()) {
      return "it is for some paths only, and VEX cannot say that";
    }
    for (Glob name : excuse.packages()) {
      if (!name.text().startsWith("pkg:")
          || name.text().indexOf('*') >= 0
          || name.text().indexOf('?') >= 0) {
        return name.text() + " is a pattern, and VEX names packages by their purls";
      }
    }
    return product == null && excuse.packages().isEmpty()
        ? "it names no package; name the product with --product"
        : null;
  }

  /// What is not in the document, and why, one line each.
  public List<String> notes() {
    return List.copyOf(notes);
  }

  /// Whether there is anything to say: a document without statements is not valid.
  public boolean isEmpty() {
    return said.isEmpty();
  }

  /// Writes the document; `out` stays open.
  public void write(OutputStream out) throws IOException {
    ByteArrayOutputStream draft = new ByteArrayOutputStream();
    document("", draft);
    document("https://openvex.dev/docs/public/vex-" + digest(draft.toByteArray()), out);
  }

  private void document(String id, OutputStream out) throws IOException {
    Set<String> owners = new LinkedHashSet<>();
    for (Excuse excuse : said) {
      owners.add(excuse.owner());
    }
    JsonWriter json = new JsonWriter(out);
    json.object()
        .member("@context", "https://openvex.dev/ns/v0.2.0")
        .member("@id", id)
        .member("author", String.join(", ", owners))
        .member("timestamp", now.toString())
        .member("version", 1)
        .member("tooling", "drydock")
        .array("statements");
    for (Excuse excuse : said) {
      for (String vulnerability : excuse.ids()) {
        statement(json, excuse, vulnerability);
      }
    }
    json.end().end().flush();
  }

  private void statement(JsonWriter json, Excuse excuse, String vulnerability) throws IOException {
    json.object().object("vulnerability").member("name", vulnerability).end().array("products");
    if (product == null) {
      references(json, excuse);
    } else {
      json.object().member("@id", product);
      if (!excuse.packages().isEmpty()) {
        json.array("subcomponents");
        references(json, excuse);
        json.end();
      }
      json.end();
    }
    json.end().member("status", excuse.status().word());
    switch (excuse.status()) {
      case NOT_AFFECTED ->
          json.optional("justification", excuse.justification())
              .member("impact_statement", excuse.reason());
      case AFFECTED -> json.member("action_statement", excuse.reason());
      case FIXED, UNDER_INVESTIGATION -> json.member("status_notes", excuse.reason());
    }
    json.end();
  }

  private static void references(JsonWriter json, Excuse excuse) throws IOException {
    for (Glob name : excuse.packages()) {
      json.object().member("@id", name.text()).end();
    }
  }

  private static String digest(byte[] content) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
