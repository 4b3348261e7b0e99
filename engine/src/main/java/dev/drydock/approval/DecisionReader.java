package dev.drydock.approval;

import dev.drydock.approval.Decision.Evidence;
import dev.drydock.approval.Decision.Kind;
import dev.drydock.image.Digest;
import dev.drydock.json.Json;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Reads decisions strictly: what is missing, of another kind, not known or too long makes it none,
/// so that a signature never stands for something that its signer did not see.
final class DecisionReader {
  private static final Set<String> KNOWN =
      Set.of(
          "decision",
          "family",
          "variant",
          "by",
          "reason",
          "at",
          "expires",
          "tag",
          "tags",
          "supportUntil",
          "replacement",
          "layers",
          "images",
          "evidence",
          "withoutEvidence",
          "attestedAt");

  private static final int MOST_TEXT = 2_000;
  private static final int MOST_NAME = 255;
  private static final int MOST_LAYERS = 500;
  private static final int MOST_ITEMS = 100;
  private static final int MOST_EVIDENCE = 500;

  private final Json json;

  private DecisionReader(Json json) {
    this.json = json;
  }

  static Decision read(Json predicate) throws MalformedDecisionException {
    return new DecisionReader(predicate).decision();
  }

  private Decision decision() throws MalformedDecisionException {
    if (!(json instanceof Json.Obj)) {
      throw new MalformedDecisionException("it is no object");
    }
    for (String name : json.members().keySet()) {
      if (!KNOWN.contains(name)) {
        throw new MalformedDecisionException("it has something that is not known, " + shown(name));
      }
    }
    Kind kind = Kind.of(name("decision"));
    if (kind == null) {
      throw new MalformedDecisionException(
          "its decision is none of approved, deprecated, retired, revoked");
    }
    BaseContent content = content();
    Instant at = instant("at");
    Instant expires = json.get("expires").isEmpty() ? null : instant("expires");
    if (expires != null && expires.isBefore(at)) {
      throw new MalformedDecisionException("it expires before it was made");
    }
    return new Decision(
        kind,
        name("family"),
        name("variant"),
        name("by"),
        text("reason", MOST_TEXT),
        at,
        expires,
        name("tag"),
        tags(),
        supportUntil(),
        optional("replacement"),
        content,
        evidence(),
        optional("withoutEvidence"));
  }

  private String name(String member) throws MalformedDecisionException {
    return text(member, MOST_NAME);
  }

  private String text(String member, int most) throws MalformedDecisionException {
    return text(member, json.get(member).orElse(null), most);
  }

  private static String text(String member, @Nullable Json value, int most)
      throws MalformedDecisionException {
    if (!(value instanceof Json.Text(String text)) || text.isBlank()) {
      throw new MalformedDecisionException("its " + member + " is missing");
    }
    if (text.length() > most) {
      throw new MalformedDecisionException("its " + member + " is too long");
    }
    if (text.chars().anyMatch(Character::isISOControl)) {
      throw new MalformedDecisionException("its " + member + " has control characters");
    }
    return text;
  }

  private @Nullable String optional(String member) throws MalformedDecisionException {
    return json.get(member).isEmpty() ? null : text(member, MOST_TEXT);
  }

  private Instant instant(String member) throws MalformedDecisionException {
    try {
      return Instant.parse(name(member));
    } catch (DateTimeException _) {
      throw new MalformedDecisionException("its " + member + " is no time");
    }
  }

  private @Nullable LocalDate supportUntil() throws MalformedDecisionException {
    if (json.get("supportUntil").isEmpty()) {
      return null;
    }
    try {
      return LocalDate.parse(name("supportUntil"));
    } catch (DateTimeException _) {
      throw new MalformedDecisionException("its supportUntil is no day");
    }
  }

  private List<Json> list(String member, int most) throws MalformedDecisionException {
    return list(json, member, most);
  }

  private static List<Json> list(Json json, String member, int most)
      throws MalformedDecisionException {
    if (!(json.get(member).orElse(null) instanceof Json.Array(List<Json> items))) {
      throw new MalformedDecisionException("its " + member + " are missing");
    }
    if (items.size() > most) {
      throw new MalformedDecisionException("it has more than " + most + " " + member);
    }
    return items;
  }

  private List<String> tags() throws MalformedDecisionException {
    List<String> tags = new ArrayList<>();
    for (Json item : list("tags", MOST_ITEMS)) {
      tags.add(text("tags", item, MOST_NAME));
    }
    return tags;
  }

  /// The layers of the image, or of the images of an index: one of the two.
  private BaseContent content() throws MalformedDecisionException {
    if (json.get("images").isEmpty()) {
      return BaseContent.of(layers(json));
    }
    if (json.get("layers").isPresent()) {
      throw new MalformedDecisionException("it has both layers and images");
    }
    List<BaseContent.OfImage> images = new ArrayList<>();
    Set<Digest> different = new HashSet<>();
    for (Json item : list("images", PlatformImages.MOST)) {
      Digest digest = digest("images", item.get("digest").orElse(new Json.Null()));
      String platform = text("images", item.get("platform").orElse(null), MOST_NAME);
      if (item.members().size() != 3 || !different.add(digest)) {
        throw new MalformedDecisionException("its images have something twice, or not known");
      }
      images.add(new BaseContent.OfImage(digest, platform, layers(item)));
    }
    if (images.isEmpty()) {
      throw new MalformedDecisionException("its images are missing");
    }
    return new BaseContent(images);
  }

  private static List<Digest> layers(Json json) throws MalformedDecisionException {
    List<Digest> layers = new ArrayList<>();
    for (Json item : list(json, "layers", MOST_LAYERS)) {
      layers.add(digest("layers", item));
    }
    if (layers.isEmpty()) {
      throw new MalformedDecisionException("its layers are missing");
    }
    return layers;
  }

  private List<Evidence> evidence() throws MalformedDecisionException {
    List<Evidence> evidence = new ArrayList<>();
    for (Json item : list("evidence", MOST_EVIDENCE)) {
      evidence.add(
          new Evidence(
              text("evidence", item.get("predicateType").orElse(null), MOST_NAME),
              digest("evidence", item.get("digest").orElse(new Json.Null()))));
    }
    return evidence;
  }

  private static Digest digest(String member, Json value) throws MalformedDecisionException {
    try {
      return Digest.parse(text(member, value, MOST_NAME));
    } catch (IllegalArgumentException _) {
      throw new MalformedDecisionException("its " + member + " have something that is no digest");
    }
  }

  private static String shown(String name) {
    return name.length() > 40 || name.chars().anyMatch(Character::isISOControl)
        ? "of a strange name"
        : "'" + name + "'";
  }
}
