/// What the server keeps for others and must give back: sealed with a key that the operator holds.
@NullMarked
package dev.drydock.server.secret;

import org.jspecify.annotations.NullMarked;
