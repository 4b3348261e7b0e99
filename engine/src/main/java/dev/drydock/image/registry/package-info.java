/// Images straight from a registry, without a daemon (OCI distribution specification; Docker
/// registry API v2), and the credentials that the user's other tools have stored.
@NullMarked
package dev.drydock.image.registry;

import org.jspecify.annotations.NullMarked;
