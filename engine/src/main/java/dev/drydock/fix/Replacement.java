package dev.drydock.fix;

import dev.drydock.bom.Component;
import dev.drydock.bom.Purl;
import java.util.List;

/// The maintained alternative of a package that has no fix or no maintainer any more.
///
/// @param type purl type of both
/// @param name as the ecosystem writes it
/// @param replacement as the ecosystem writes it
/// @param version the lowest version to take
/// @param reason one sentence: what became of the old one
/// @param source the page that says so
public record Replacement(
    String type, String name, String replacement, String version, String reason, String source) {

  /// What stands in the place of `old` then.
  Component instead(Component old) {
    int end = Math.max(replacement.lastIndexOf('/'), replacement.lastIndexOf(':'));
    Purl purl =
        Purl.of(
            type,
            end < 0 ? null : replacement.substring(0, end),
            replacement.substring(end + 1),
            version);
    return new Component(
        replacement, version, purl, null, List.of(), old.locations(), old.evidence());
  }
}
