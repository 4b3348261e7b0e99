package dev.drydock.origin;

import dev.drydock.bom.Component;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Which parts of one image came with its base.
///
/// @param base `null` where the input has no layers (a directory, a bill of materials without them)
/// @param lines by the index of a layer, the line of the Dockerfile that made it, from 1; empty
///   where no Dockerfile is known, or it does not fit
public record Origins(@Nullable BaseImage base, Map<Integer, Integer> lines) {
  public Origins {
    lines = Map.copyOf(lines);
  }

  public Origins(@Nullable BaseImage base) {
    this(base, Map.of());
  }

  public static Origins unknown() {
    return new Origins(null);
  }

  /// The line of the Dockerfile that brought a component, from 1; `null` where nobody can tell.
  public @Nullable Integer line(Component component) {
    return lines.get(component.layer());
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
