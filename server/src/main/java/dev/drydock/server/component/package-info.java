/// Component versions, stored once for the whole fleet, the sets that images share, and what is
/// known to be vulnerable in them (docs/adr/0019).
@NullMarked
package dev.drydock.server.component;

import org.jspecify.annotations.NullMarked;
