package dev.drydock.approval;

import dev.drydock.attest.statement.PredicateType;
import dev.drydock.image.Digest;
import dev.drydock.json.Json;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What one person decides about one base image: the predicate of a statement that the person
/// signs, which is kept beside the image (`docs/bases-approval.md`).
///
/// ```json
/// {"decision": "approved", "family": "debian", "variant": "12", "by": "alice@example.org",
///  "reason": "no findings left", "at": "2026-05-04T03:02:01Z", "expires": "2026-08-02T03:02:01Z",
///  "tag": "12-20260504-0123456789ab", "tags": ["12"], "supportUntil": "2028-06-30",
///  "layers": ["sha256:…"], "evidence": [{"predicateType": "https://…", "digest": "sha256:…"}]}
/// ```
///
/// @param by who decided, for people; who it really was the key says that signed
/// @param at when, as the signer says
/// @param expires until when an approval counts; `null` where it has no end of its own
/// @param tag the one that is never moved, [BaseTag]
/// @param tags those that move from one approved image to the next
/// @param supportUntil the last day on which the base is looked after
/// @param replacement what to take instead of a base that is deprecated or retired
/// @param content the layers of the image, or of those that an index lists: `images` instead of
///   `layers`, `[{"digest": "sha256:…", "platform": "linux/arm64", "layers": ["sha256:…"]}]`
/// @param evidence what lay beside the image when it was approved
/// @param withoutEvidence why it was approved though evidence was missing; `null` where none was
public record Decision(
    Kind kind,
    String family,
    String variant,
    String by,
    String reason,
    Instant at,
    @Nullable Instant expires,
    String tag,
    List<String> tags,
    @Nullable LocalDate supportUntil,
    @Nullable String replacement,
    BaseContent content,
    List<Evidence> evidence,
    @Nullable String withoutEvidence) {
  /// The URI of the predicate.
  public static final String TYPE = PredicateType.BASE_DECISION.uri();

  public Decision {
    tags = List.copyOf(tags);
    evidence = List.copyOf(evidence);
  }

  /// What can be decided.
  public enum Kind {
    /// it may be built upon
    APPROVED("approved"),
    /// it may still be built upon, and something better is there
    DEPRECATED("deprecated"),
    /// nothing new may be built upon it
    RETIRED("retired"),
    /// it was approved wrongly, or something bad has become known: nothing that stands on it is
    /// good
    REVOKED("revoked");

    private final String word;

    Kind(String word) {
      this.word = word;
    }

    /// As statements write it.
    public String word() {
      return word;
    }

    static @Nullable Kind of(@Nullable String word) {
      for (Kind kind : values()) {
        if (kind.word.equals(word)) {
          return kind;
        }
      }
      return null;
    }
  }

  /// A signed statement about the same image that was looked at before the decision.
  ///
  /// @param digest of the document
  public record Evidence(String predicateType, Digest digest) {}

  /// The predicate, to be signed.
  public Json predicate() {
    Map<String, Json> json = new LinkedHashMap<>();
    json.put("decision", new Json.Text(kind.word));
    json.put("family", new Json.Text(family));
    json.put("variant", new Json.Text(variant));
    json.put("by", new Json.Text(by));
    json.put("reason", new Json.Text(reason));
    json.put("at", new Json.Text(at.toString()));
    optional(json, "expires", expires);
    json.put("tag", new Json.Text(tag));
    json.put("tags", texts(tags));
    optional(json, "supportUntil", supportUntil);
    optional(json, "replacement", replacement);
    if (content.listed().isEmpty()) {
      json.put("layers", digests(content.layers()));
    } else {
      json.put("images", images());
    }
    List<Json> looked = new ArrayList<>();
    for (Evidence one : evidence) {
      Map<String, Json> member = new LinkedHashMap<>();
      member.put("predicateType", new Json.Text(one.predicateType));
      member.put("digest", new Json.Text(one.digest.toString()));
      looked.add(new Json.Obj(member));
    }
    json.put("evidence", new Json.Array(looked));
    optional(json, "withoutEvidence", withoutEvidence);
    return new Json.Obj(json);
  }

  private Json images() {
    List<Json> images = new ArrayList<>();
    for (BaseContent.OfImage image : content.images()) {
      Map<String, Json> member = new LinkedHashMap<>();
      member.put("digest", new Json.Text(String.valueOf(image.digest())));
      member.put("platform", new Json.Text(String.valueOf(image.platform())));
      member.put("layers", digests(image.layers()));
      images.add(new Json.Obj(member));
    }
    return new Json.Array(images);
  }

  private static Json digests(List<Digest> digests) {
    return texts(digests.stream().map(Digest::toString).toList());
  }

  private static void optional(Map<String, Json> json, String name, @Nullable Object value) {
    if (value != null) {
      json.put(name, new Json.Text(value.toString()));
    }
  }

  private static Json texts(List<String> texts) {
    List<Json> items = new ArrayList<>();
    texts.forEach(text -> items.add(new Json.Text(text)));
    return new Json.Array(items);
  }
}
