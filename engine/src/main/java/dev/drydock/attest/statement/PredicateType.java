package dev.drydock.attest.statement;

import dev.drydock.json.Json;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What a statement says about its subject. Those of Drydock's own are told in `docs/signing.md`.
public enum PredicateType {
  /// nothing but that it was signed; cosign's, from version 3 on
  SIGNATURE("signature", "https://sigstore.dev/cosign/sign/v1", List.of("attestedAt")),

  /// what is in it
  CYCLONEDX("cyclonedx", "https://cyclonedx.org/bom", List.of("metadata", "timestamp")),

  /// what is in it
  SPDX("spdx", "https://spdx.dev/Document", List.of("creationInfo", "created")),

  /// which vulnerabilities were found in it
  SCAN("scan", "https://drydock.dev/attestation/scan/v1", List.of("attestedAt")),

  /// whether a policy lets it pass, and why not
  VERDICT("verdict", "https://drydock.dev/attestation/verdict/v1", List.of("attestedAt")),

  /// whether tests of it passed
  TEST("test", "https://drydock.dev/attestation/test/v1", List.of("attestedAt")),

  /// whether a base is hardened as its profile wants it
  HARDENING("hardening", "https://drydock.dev/attestation/hardening/v1", List.of("attestedAt")),

  /// what a base was made of
  BASE_BUILD("base-build", "https://drydock.dev/attestation/base-build/v1", List.of("attestedAt")),

  /// that somebody approved it
  APPROVAL("approval", "https://drydock.dev/attestation/approval/v1", List.of("attestedAt")),

  /// that an approver decides about a base image
  BASE_DECISION(
      "base-decision", "https://drydock.dev/attestation/base-decision/v1", List.of("attestedAt")),

  /// what SLSA levels somebody has verified it to have
  VERIFICATION_SUMMARY("vsa", "https://slsa.dev/verification_summary/v1", List.of("timeVerified"));

  private final String word;
  private final String uri;
  private final List<String> time;

  PredicateType(String word, String uri, List<String> time) {
    this.word = word;
    this.uri = uri;
    this.time = time;
  }

  /// How people name it.
  public String word() {
    return word;
  }

  public String uri() {
    return uri;
  }

  /// Whether the predicate is Drydock's own, and says when it was attested.
  public boolean isOwn() {
    return uri.startsWith("https://drydock.dev/");
  }

  public static Optional<PredicateType> named(String word) {
    for (PredicateType type : values()) {
      if (type.word.equals(word)) {
        return Optional.of(type);
      }
    }
    return Optional.empty();
  }

  /// The type of a URI, which for bills of materials may end with their version.
  public static Optional<PredicateType> of(String uri) {
    for (PredicateType type : values()) {
      boolean versioned = (type == CYCLONEDX || type == SPDX) && uri.startsWith(type.uri + "/v");
      if (type.uri.equals(uri) || versioned) {
        return Optional.of(type);
      }
    }
    return Optional.empty();
  }

  /// When a predicate of this type was made, as its signer says in it; empty where it does not say.
  public Optional<Instant> time(Json predicate) {
    Json at = predicate;
    for (String name : time) {
      at = at.get(name).orElse(new Json.Null());
    }
    return at.text().flatMap(PredicateType::instant);
  }

  private static Optional<Instant> instant(String text) {
    if (text.length() > 64) {
      return Optional.empty();
    }
    try {
      return Optional.of(OffsetDateTime.parse(text).toInstant());
    } catch (DateTimeException _) {
      return Optional.empty();
    }
  }

  /// What keeps a document from being a predicate of this type; `null` for nothing.
  public @Nullable String objection(Json predicate) {
    return switch (this) {
      case CYCLONEDX ->
          "CycloneDX".equals(predicate.text("bomFormat"))
              ? null
              : "it is not CycloneDX in JSON (\"bomFormat\" is missing)";
      case SPDX ->
          predicate.text("spdxVersion") != null || predicate.get("@context").isPresent()
              ? null
              : "it is not SPDX in JSON (\"spdxVersion\" is missing)";
      case SCAN ->
          predicate.get("findings").orElse(null) instanceof Json.Array
              ? null
              : "it is not what `drydock scan --format json` writes (\"findings\" is missing)";
      case VERDICT, TEST, HARDENING ->
          result(predicate) != null
              ? null
              : "it has no \"result\", which can be \"passed\" or \"failed\"";
      case APPROVAL ->
          predicate.text("approver") == null ? "it does not say who approves (\"approver\")" : null;
      case BASE_DECISION ->
          predicate.text("decision") == null
              ? "it has no \"decision\"; `drydock base approve` makes one"
              : null;
      case VERIFICATION_SUMMARY ->
          predicate.text("verificationResult") == null ? "it has no \"verificationResult\"" : null;
      case BASE_BUILD ->
          predicate.text("inputs") == null ? "it does not say what of (\"inputs\")" : null;
      case SIGNATURE -> null;
    };
  }

  /// Whether what was judged passed, for types that say so; `null` where this one does not.
  public @Nullable Boolean result(Json predicate) {
    return switch (this) {
      case VERDICT, TEST, HARDENING -> passed(predicate.text("result"));
      case VERIFICATION_SUMMARY -> passed(predicate.text("verificationResult"));
      case SIGNATURE, CYCLONEDX, SPDX, SCAN, APPROVAL, BASE_BUILD, BASE_DECISION -> null;
    };
  }

  private static @Nullable Boolean passed(@Nullable String result) {
    return switch (result) {
      case "passed", "PASSED" -> true;
      case "failed", "FAILED" -> false;
      case null, default -> null;
    };
  }
}
