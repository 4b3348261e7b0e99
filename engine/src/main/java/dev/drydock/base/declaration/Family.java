package dev.drydock.base.declaration;

import java.util.List;
import java.util.Optional;

/// Bases that belong together: one distribution or runtime in several variants.
///
/// @param owner who answers for them
/// @param description for those who choose; `""` where nothing is said
public record Family(String name, String owner, String description, List<Variant> variants) {
  public Family {
    variants = List.copyOf(variants);
  }

  public Optional<Variant> variant(String name) {
    return variants.stream().filter(variant -> variant.name().equals(name)).findFirst();
  }
}
