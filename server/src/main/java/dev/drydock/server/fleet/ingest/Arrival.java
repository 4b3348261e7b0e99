package dev.drydock.server.fleet.ingest;

import dev.drydock.bom.Bom;
import dev.drydock.image.registry.ImageReference;
import dev.drydock.server.fleet.ImageDigest;
import dev.drydock.server.fleet.Signed;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// An image that has come, with all that was said of it.
///
/// @param reference where it lies
/// @param digest by which it is known
/// @param aliases by which clusters may name it, too
/// @param verdict `null` where no gate judged it
/// @param signed as far as whoever brings it has looked
record Arrival(
    ImageReference reference,
    ImageDigest digest,
    List<Alias> aliases,
    Bom bom,
    BomDocument document,
    @Nullable UploadedVerdict verdict,
    Signed signed) {
  Arrival {
    aliases = List.copyOf(aliases);
  }

  /// @param kind `config` or `index`
  record Alias(ImageDigest digest, String kind) {}

  /// Without tag and digest, as the table of repositories has it.
  String repository() {
    return reference.registry() + "/" + reference.repository();
  }

  /// Whether a gate let it pass, or none judged it: an image that was stopped goes nowhere, and no
  /// tag moves to it.
  boolean released() {
    return verdict == null || verdict.passed();
  }
}
