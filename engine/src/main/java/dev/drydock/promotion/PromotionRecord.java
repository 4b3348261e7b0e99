package dev.drydock.promotion;

import dev.drydock.attest.Attestor;
import dev.drydock.attest.Expectations;
import dev.drydock.attest.Verifier;
import dev.drydock.attest.key.SigningKey;
import dev.drydock.attest.statement.PredicateType;
import dev.drydock.attest.statement.Statement;
import dev.drydock.image.manifest.Descriptor;
import dev.drydock.image.registry.Attachment;
import dev.drydock.image.registry.RegistryRepository;
import dev.drydock.image.registry.StoredManifest;
import dev.drydock.json.Json;
import dev.drydock.limits.Limits;
import java.io.IOException;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What is written about a promotion beside the image, at its destination: signed where there is a
/// key, else a plain statement, which tells people what happened and proves nothing.
final class PromotionRecord {
  private static final String PREDICATE_TYPE = "in-toto.io/predicate-type";
  private static final String DESTINATION = "dev.drydock.promotion.destination";
  private static final String SOURCE = "dev.drydock.promotion.source";
  private static final String CREATED = "org.opencontainers.image.created";

  private final Promotion promotion;
  private final RegistryRepository repository;
  private final Limits limits;
  private final InstantSource clock;

  PromotionRecord(Promotion promotion, Limits limits, InstantSource clock) {
    this.promotion = promotion;
    this.repository = promotion.destination();
    this.limits = limits;
    this.clock = clock;
  }

  /// Whether it is there already, from an earlier time.
  boolean isThere(StoredManifest root) throws IOException, InterruptedException {
    SigningKey key = promotion.key();
    if (key != null) {
      return new Verifier(repository, List.of(key.verificationKey()), limits, clock)
          .verify(root, Expectations.none()).trusted(PredicateType.PROMOTION.uri()).stream()
              .anyMatch(one -> PromotionStatement.tells(one.predicate(), promotion));
    }
    for (Descriptor one : repository.referrers(root.digest()).manifests()) {
      if (annotations().entrySet().stream()
          .allMatch(wanted -> wanted.getValue().equals(one.annotations().get(wanted.getKey())))) {
        return true;
      }
    }
    return false;
  }

  /// @return whether it is there now, which it is
  boolean write(StoredManifest root, List<Judged> judged) throws IOException, InterruptedException {
    String type = PredicateType.PROMOTION.uri();
    Json predicate = PromotionStatement.of(promotion, root, judged);
    SigningKey key = promotion.key();
    if (key != null) {
      new Attestor(repository, key, limits, clock, false).attest(root, type, predicate);
      return true;
    }
    String now = clock.instant().truncatedTo(ChronoUnit.SECONDS).toString();
    Map<String, Json> timed = new LinkedHashMap<>(predicate.members());
    timed.put("attestedAt", new Json.Text(now));
    String name = repository.reference().registry() + "/" + repository.reference().repository();
    byte[] statement = Statement.about(name, root.digest(), type, new Json.Obj(timed)).payload();
    Map<String, String> annotations = annotations();
    annotations.put(CREATED, now);
    repository.attach(
        root,
        new Attachment(
            Statement.PAYLOAD_TYPE,
            List.of(
                new Attachment.Document(
                    Statement.PAYLOAD_TYPE, statement, Map.of(PREDICATE_TYPE, type))),
            annotations),
        "the statement about " + promotion.to());
    return true;
  }

  private Map<String, String> annotations() {
    Map<String, String> annotations = new LinkedHashMap<>();
    annotations.put(PREDICATE_TYPE, PredicateType.PROMOTION.uri());
    annotations.put(SOURCE, promotion.from());
    annotations.put(DESTINATION, promotion.to());
    return annotations;
  }
}
