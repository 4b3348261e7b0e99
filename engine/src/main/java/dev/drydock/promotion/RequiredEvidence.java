package dev.drydock.promotion;

import dev.drydock.attest.Checked;
import dev.drydock.attest.Expectations;
import dev.drydock.attest.Verification;
import dev.drydock.attest.Verifier;
import dev.drydock.image.registry.RegistryRepository;
import dev.drydock.image.registry.StoredManifest;
import dev.drydock.limits.Limits;
import dev.drydock.promotion.graph.ImageGraph;
import dev.drydock.promotion.graph.Part;
import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Looks whether all that is required lies beside an image: said of what the tag points to, which
/// stands for all that it lists, or of each image that is listed.
final class RequiredEvidence {
  private final RegistryRepository repository;
  private final Limits limits;
  private final InstantSource clock;

  RequiredEvidence(RegistryRepository repository, Limits limits, InstantSource clock) {
    this.repository = repository;
    this.limits = limits;
    this.clock = clock;
  }

  /// What is missing, one plain line each.
  List<String> missing(ImageGraph graph, List<Requirement> requirements)
      throws IOException, InterruptedException {
    List<String> missing = new ArrayList<>();
    for (Requirement requirement : requirements) {
      missing(graph, requirement, missing);
    }
    return missing.stream().distinct().toList();
  }

  private void missing(ImageGraph graph, Requirement requirement, List<String> missing)
      throws IOException, InterruptedException {
    Expectations expectations =
        new Expectations(requirement.maxAge(), new HashSet<>(requirement.types().values()));
    Verifier verifier = new Verifier(repository, requirement.keys(), limits, clock);
    Verification whole = verifier.verify(graph.root(), expectations);
    Map<Part, Verification> images = new LinkedHashMap<>();
    for (Map.Entry<String, String> type : new TreeMap<>(requirement.types()).entrySet()) {
      String objection = objection(whole, type.getKey(), type.getValue());
      if (objection == null) {
        continue;
      }
      List<String> objections = new ArrayList<>();
      for (Part part : graph.runnable()) {
        Verification image = images.get(part);
        if (image == null) {
          image = verification(verifier, part.stored(), expectations, whole);
          images.put(part, image);
        }
        String own = objection(image, type.getKey(), type.getValue());
        if (own != null) {
          objections.add(own);
        }
      }
      boolean failed = whole.newest(type.getValue()).isPresent();
      if (failed || !objections.isEmpty() || graph.runnable().isEmpty()) {
        missing.add(failed || objections.isEmpty() ? objection : objections.getFirst());
      }
    }
  }

  private static Verification verification(
      Verifier verifier, StoredManifest image, Expectations expectations, Verification whole)
      throws IOException, InterruptedException {
    return image.digest().equals(whole.subject()) ? whole : verifier.verify(image, expectations);
  }

  /// `null` for none; what was said last counts.
  private static @Nullable String objection(Verification verification, String word, String uri) {
    Checked.Trusted newest = verification.newest(uri).orElse(null);
    if (newest == null) {
      return "no trusted " + word + " lies beside " + verification.subject();
    }
    return Boolean.FALSE.equals(newest.passed())
        ? "the newest trusted " + word + " beside " + verification.subject() + " says: failed"
        : null;
  }
}
