package dev.drydock.bom;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/// By what and when a document is made.
///
/// @param version of Drydock
/// @param at to the second, as SPDX wants it; the only part of a document that differs from run to
///   run
public record Creation(String version, Instant at) {

  /// The tool's name in documents.
  public static final String TOOL = "drydock";

  public Creation {
    at = at.truncatedTo(ChronoUnit.SECONDS);
  }
}
