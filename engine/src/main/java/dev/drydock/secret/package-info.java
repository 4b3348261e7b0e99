/// What looks like a secret: tokens by their shape, values by the names before them, logins in
/// addresses; and texts without them. Precise before complete, since whoever is told of secrets
/// that are none looks no more.
@NullMarked
package dev.drydock.secret;

import org.jspecify.annotations.NullMarked;
