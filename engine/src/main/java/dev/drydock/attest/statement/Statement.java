package dev.drydock.attest.statement;

import dev.drydock.attest.strict.StrictJson;
import dev.drydock.image.Digest;
import dev.drydock.json.CompactJson;
import dev.drydock.json.Json;
import dev.drydock.limits.Limits;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What somebody says about things that are named by their digests (in-toto attestation framework,
/// "Statement", version 1).
///
/// ```json
/// {"_type": "https://in-toto.io/Statement/v1",
///  "subject": [{"name": "registry.example.org/shop", "digest": {"sha256": "9f86…"}}],
///  "predicateType": "https://drydock.dev/attestation/test/v1",
///  "predicate": {"result": "passed"}}
/// ```
///
/// @param predicateType a URI; [PredicateType] knows some
/// @param predicate what is said
public record Statement(List<Subject> subjects, String predicateType, Json predicate) {
  public static final String PAYLOAD_TYPE = "application/vnd.in-toto+json";

  private static final String TYPE = "https://in-toto.io/Statement/v1";

  /// cosign writes it up to version 2.
  private static final String OLD_TYPE = "https://in-toto.io/Statement/v0.1";

  private static final int MOST_SUBJECTS = 1_000;

  public Statement {
    subjects = List.copyOf(subjects);
  }

  /// One of the things that it is about.
  ///
  /// @param name for people; `""` where it has none
  /// @param digests by algorithm, hexadecimal
  public record Subject(String name, Map<String, String> digests) {
    public Subject {
      digests = Map.copyOf(digests);
    }
  }

  public static Statement about(String name, Digest digest, String predicateType, Json predicate) {
    return new Statement(
        List.of(new Subject(name, Map.of(digest.algorithm(), digest.hex()))),
        predicateType,
        predicate);
  }

  /// Whether one of its subjects is what has this digest. A subject that names another digest by
  /// the same algorithm is not, whatever it is called.
  public boolean isAbout(Digest digest) {
    for (Subject subject : subjects) {
      if (digest.hex().equals(subject.digests.get(digest.algorithm()))) {
        return true;
      }
    }
    return false;
  }

  /// @param what names it in errors
  /// @throws IOException where it is no statement
  public static Statement read(byte[] payload, Limits limits, String what) throws IOException {
    Json json = StrictJson.read(payload, limits, what);
    String type = StrictJson.text(json, "_type", what);
    if (!TYPE.equals(type) && !OLD_TYPE.equals(type)) {
      throw new IOException(what + " is no statement of in-toto of a known version");
    }
    String predicateType = StrictJson.text(json, "predicateType", what);
    Json listed = StrictJson.member(json, "subject", what);
    if (predicateType == null || listed == null || listed.items().isEmpty()) {
      throw new IOException(what + " is no statement: it has no subject, or no predicateType");
    }
    if (listed.items().size() > MOST_SUBJECTS) {
      throw new IOException(what + " is about more than " + MOST_SUBJECTS + " subjects");
    }
    List<Subject> subjects = new ArrayList<>();
    for (Json one : listed.items()) {
      subjects.add(subject(one, what));
    }
    Json predicate = StrictJson.member(json, "predicate", what);
    return new Statement(subjects, predicateType, predicate == null ? new Json.Null() : predicate);
  }

  private static Subject subject(Json json, String what) throws IOException {
    String name = StrictJson.text(json, "name", what);
    Json digest = StrictJson.member(json, "digest", what);
    Map<String, String> digests = new LinkedHashMap<>();
    for (String algorithm : List.of("sha256", "sha512")) {
      String hex = digest == null ? null : StrictJson.text(digest, algorithm, what);
      if (hex != null) {
        digests.put(algorithm, hex);
      }
    }
    return new Subject(name == null ? "" : name, digests);
  }

  /// The payload to be signed.
  public byte[] payload() {
    List<Json> listed = new ArrayList<>();
    for (Subject subject : subjects) {
      Map<String, Json> digests = new LinkedHashMap<>();
      subject.digests.forEach((algorithm, hex) -> digests.put(algorithm, new Json.Text(hex)));
      Map<String, Json> one = new LinkedHashMap<>();
      one.put("name", new Json.Text(subject.name));
      one.put("digest", new Json.Obj(digests));
      listed.add(new Json.Obj(one));
    }
    Map<String, Json> json = new LinkedHashMap<>();
    json.put("_type", new Json.Text(TYPE));
    json.put("subject", new Json.Array(listed));
    json.put("predicateType", new Json.Text(predicateType));
    json.put("predicate", predicate);
    return CompactJson.bytes(new Json.Obj(json));
  }
}
