package dev.drydock.cli.signing;

import dev.drydock.attest.Checked;
import dev.drydock.attest.Signer;
import dev.drydock.attest.Verification;
import dev.drydock.attest.identity.Identity;
import dev.drydock.attest.key.VerificationKey;
import dev.drydock.attest.statement.PredicateType;
import dev.drydock.cli.console.ErrorLine;
import dev.drydock.json.JsonWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// What `drydock verify` tells.
///
/// @param image by digest
/// @param wanted what had to be there
/// @param problems why it is not verified; none where it is
record VerificationReport(
    String image, Verification verification, List<String> wanted, List<String> problems) {
  private static final int TYPE = 14;
  private static final int SOURCE = 22;

  VerificationReport {
    wanted = List.copyOf(wanted);
    problems = List.copyOf(problems);
  }

  void table(OutputStream out) throws IOException {
    StringBuilder text = new StringBuilder();
    for (Checked one : verification.documents()) {
      switch (one) {
        case Checked.Trusted trusted -> {
          text.append("trusted      ");
          cell(text, type(trusted), TYPE);
          cell(text, one.source().words(), SOURCE);
          text.append(trusted.signedAt() == null ? "at a time not told" : trusted.signedAt());
          text.append(", by ").append(trusted.signer().words());
          String result = result(trusted.passed());
          text.append(result == null ? "" : ": " + result);
        }
        case Checked.Untrusted untrusted -> {
          text.append("not trusted  ");
          cell(text, "", TYPE);
          cell(text, one.source().words(), SOURCE);
          text.append(ErrorLine.oneLine(untrusted.told()));
        }
      }
      text.append('\n');
    }
    for (String warning : verification.warnings()) {
      text.append("warning      ").append(ErrorLine.oneLine(warning)).append('\n');
    }
    if (problems.isEmpty()) {
      text.append("verified: ").append(image).append(" (");
      text.append(ErrorLine.oneLine(String.join(", ", wanted))).append(")\n");
    } else {
      text.append("NOT VERIFIED: ").append(image).append(": ");
      text.append(String.join("; ", problems)).append('\n');
    }
    out.write(text.toString().getBytes(StandardCharsets.UTF_8));
  }

  private static void cell(StringBuilder text, String value, int width) {
    text.append(value).repeat(' ', Math.max(1, width - value.length()));
  }

  private static String type(Checked.Trusted trusted) {
    return trusted
        .type()
        .map(PredicateType::word)
        .orElseGet(() -> ErrorLine.oneLine(trusted.predicateType()));
  }

  private static @Nullable String result(@Nullable Boolean passed) {
    return passed == null ? null : passed ? "passed" : "failed";
  }

  void json(OutputStream out) throws IOException {
    JsonWriter json = new JsonWriter(out);
    json.object()
        .member("schemaVersion", 1L)
        .member("image", image)
        .member("digest", verification.subject().toString())
        .member("verified", problems.isEmpty())
        .member("wanted", wanted)
        .member("problems", problems)
        .array("documents");
    for (Checked one : verification.documents()) {
      json.object()
          .member("trusted", one instanceof Checked.Trusted)
          .member("source", one.source().words())
          .member("digest", one.source().digest().toString());
      switch (one) {
        case Checked.Trusted trusted -> {
          json.optional("type", trusted.type().map(PredicateType::word).orElse(null))
              .member("predicateType", trusted.predicateType())
              .optional(
                  "signedAt", trusted.signedAt() == null ? null : trusted.signedAt().toString());
          signer(json, trusted.signer());
          json.optional("result", result(trusted.passed()));
        }
        case Checked.Untrusted untrusted ->
            json.member("reason", untrusted.reason().name().toLowerCase(Locale.ROOT))
                .member("told", untrusted.told());
      }
      json.end();
    }
    json.end().member("warnings", verification.warnings()).end().flush();
  }

  private static void signer(JsonWriter json, Signer signer) throws IOException {
    switch (signer) {
      case Signer.KeyHolder(VerificationKey key) -> json.member("key", key.hint());
      case Signer.Certified(Identity identity) ->
          json.object("identity")
              .member("subject", identity.subject())
              .member("issuer", identity.issuer())
              .end();
    }
  }
}
