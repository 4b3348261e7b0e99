package dev.drydock.bom;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/// By what, by whom and when a document is made.
///
/// @param version of Drydock
/// @param at to the second, as SPDX wants it; the only part of a document that differs from run to
///   run
/// @param author who answers for the document, `Security team <security@example.org>`; `null` where
///   nobody was named: the tool alone made it then
public record Creation(String version, Instant at, @Nullable String author) {

  /// The tool's name in documents.
  public static final String TOOL = "drydock";

  public Creation {
    at = at.truncatedTo(ChronoUnit.SECONDS);
    author = author == null || author.isBlank() ? null : author.strip();
  }

  public Creation(String version, Instant at) {
    this(version, at, null);
  }
}
