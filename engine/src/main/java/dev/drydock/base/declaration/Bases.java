package dev.drydock.base.declaration;

import dev.drydock.attest.key.VerificationKey;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The base images that a team makes and answers for, as `bases.yaml` declares them.
///
/// @param directory where the file lies; absolute, and all paths of the values below are within it
/// @param registry host and path below which approved bases lie: `registry.example.org/bases`
/// @param approval what counts where a variant says nothing else
/// @param evidence keys that may have signed what lies beside a candidate, beside those of
///   approvers
public record Bases(
    Path directory,
    String registry,
    Approval approval,
    List<VerificationKey> evidence,
    List<Family> families) {
  public Bases {
    evidence = List.copyOf(evidence);
    families = List.copyOf(families);
  }

  public Optional<Family> family(String name) {
    return families.stream().filter(family -> family.name().equals(name)).findFirst();
  }

  /// All variants, in the order of the file.
  public List<Variant> variants() {
    List<Variant> all = new ArrayList<>();
    for (Family family : families) {
      all.addAll(family.variants());
    }
    return List.copyOf(all);
  }
}
