/// Requests to addresses that users name, and to no other place than they were allowed to.
@NullMarked
package dev.drydock.server.outgoing;

import org.jspecify.annotations.NullMarked;
