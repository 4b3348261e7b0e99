package dev.drydock.origin;

import dev.drydock.bom.Component;
import org.jspecify.annotations.Nullable;

/// Which parts of one image came with its base.
///
/// @param base `null` where the input has no layers (a directory, a bill of materials without them)
public record Origins(@Nullable BaseImage base) {

  public static Origins unknown() {
    return new Origins(null);
  }

  /// `null` where nobody can tell.
  ///
  /// Where all that is known is that the lowest layer holds the distribution, only packages of that
  /// distribution count as the base's: what else lies there was put there by whoever built the
  /// image.
  public @Nullable Origin of(Component component) {
    int layer = component.layer();
    if (base == null || layer < 0) {
      return null;
    }
    if (base.evidence() == BaseImage.Evidence.LOWEST_LAYER && component.os() == null) {
      return Origin.APPLICATION;
    }
    return layer < base.layers() ? Origin.BASE : Origin.APPLICATION;
  }
}
