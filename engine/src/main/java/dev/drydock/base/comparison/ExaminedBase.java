package dev.drydock.base.comparison;

import dev.drydock.base.hardening.HardeningResult;
import dev.drydock.image.Digest;
import dev.drydock.scan.Scan;
import org.jspecify.annotations.Nullable;

/// One version of a base, and all that was found in it.
///
/// @param name for people: its reference
/// @param digest of its manifest; `null` where it is in no registry
public record ExaminedBase(
    String name, @Nullable Digest digest, Scan scan, HardeningResult hardening) {}
