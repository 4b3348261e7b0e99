package dev.drydock.base.hardening;

import dev.drydock.base.declaration.HardeningCheck;
import org.jspecify.annotations.Nullable;

/// Something in a base that its profile does not want there.
///
/// @param subject a path, with a slash at its beginning, or the name of a package; `null` where it
///   is the configuration that is spoken of
/// @param layer index of the layer that it comes from; -1 where it is the configuration
/// @param why what is there, and why that matters, one line
/// @param fix what to do, one line
public record Objection(
    HardeningCheck check, @Nullable String subject, int layer, String why, String fix) {}
