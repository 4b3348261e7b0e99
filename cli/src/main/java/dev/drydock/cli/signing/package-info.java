/// `drydock sign`, `attest` and `verify`, with keys and without. Knows `scan`, of which statements
/// are made, `policy`, by which they are judged, and `key`.
@NullMarked
package dev.drydock.cli.signing;

import org.jspecify.annotations.NullMarked;
