@NullMarked
package dev.drydock.server.outgoing;

import org.jspecify.annotations.NullMarked;
