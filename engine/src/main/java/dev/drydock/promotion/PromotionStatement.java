package dev.drydock.promotion;

import dev.drydock.image.Digest;
import dev.drydock.image.registry.StoredManifest;
import dev.drydock.json.CompactJson;
import dev.drydock.json.Json;
import dev.drydock.policy.Excused;
import dev.drydock.policy.Violation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What is said about a promotion, the predicate of `https://drydock.dev/attestation/promotion/v1`:
///
/// ```json
/// {"source": {"reference": "dev.example.org/shop:1.4", "digest": "sha256:9f86…"},
///  "destination": {"reference": "registry.example.org/shop:1.4"},
///  "verdict": {"result": "passed", "policy": "drydock.yaml", "digest": "sha256:60ba…",
///              "images": [{"digest": "sha256:9f86…", "platform": "linux/amd64", "violations": [], "excused": []}]},
///  "by": "ada"}
/// ```
///
/// The digest of the verdict is that of `images`, as compact JSON.
final class PromotionStatement {
  private PromotionStatement() {}

  static Json of(Promotion promotion, StoredManifest root, List<Judged> judged) {
    Json images = new Json.Array(judged.stream().map(PromotionStatement::image).toList());
    Map<String, Json> verdict = new LinkedHashMap<>();
    verdict.put("result", new Json.Text("passed"));
    verdict.put("policy", new Json.Text(promotion.policy()));
    verdict.put("digest", new Json.Text(Digest.of("sha256", CompactJson.bytes(images)).toString()));
    verdict.put("images", images);
    Map<String, Json> source = new LinkedHashMap<>();
    source.put("reference", new Json.Text(promotion.from()));
    source.put("digest", new Json.Text(root.digest().toString()));
    Map<String, Json> predicate = new LinkedHashMap<>();
    predicate.put("source", new Json.Obj(source));
    predicate.put("destination", new Json.Obj(Map.of("reference", new Json.Text(promotion.to()))));
    predicate.put("verdict", new Json.Obj(verdict));
    predicate.put("by", new Json.Text(promotion.by()));
    return new Json.Obj(predicate);
  }

  /// Whether a predicate tells of this very way.
  static boolean tells(Json predicate, Promotion promotion) {
    return promotion.to().equals(reference(predicate, "destination"))
        && promotion.from().equals(reference(predicate, "source"));
  }

  private static String reference(Json predicate, String end) {
    return predicate.get(end).map(one -> String.valueOf(one.text("reference"))).orElse("");
  }

  private static Json image(Judged judged) {
    List<Json> violations = new ArrayList<>();
    for (Violation one : judged.verdict().violations()) {
      Map<String, Json> violation = new LinkedHashMap<>();
      violation.put("rule", new Json.Text(one.rule()));
      violation.put("level", new Json.Text(one.level().word()));
      violation.put("reason", new Json.Text(one.reason()));
      violations.add(new Json.Obj(violation));
    }
    List<Json> excused = new ArrayList<>();
    for (Excused one : judged.verdict().excused()) {
      Map<String, Json> excuse = new LinkedHashMap<>();
      excuse.put("rule", new Json.Text(one.violation().rule()));
      excuse.put("reason", new Json.Text(one.violation().reason()));
      excused.add(new Json.Obj(excuse));
    }
    Map<String, Json> image = new LinkedHashMap<>();
    image.put("digest", new Json.Text(judged.digest().toString()));
    if (judged.platform() != null) {
      image.put("platform", new Json.Text(judged.platform().toString()));
    }
    image.put("violations", new Json.Array(violations));
    image.put("excused", new Json.Array(excused));
    return new Json.Obj(image);
  }
}
