/// Documents about what was found, and where each of them goes: files, several of them, comments on
/// pull requests. Knows `input`, `surroundings` and what is below.
@NullMarked
package dev.drydock.cli.report;

import org.jspecify.annotations.NullMarked;
