/// Policies of organisations, teams and projects, exceptions from them with who decides, and the
/// verdict on an image that the fleet knows ([for
/// users](../../../../../../../../docs/server-policies.md)).
@NullMarked
package dev.drydock.server.gate;

import org.jspecify.annotations.NullMarked;
