/// The server as a process of its own, that is killed.
@NullMarked
package dev.drydock.server.fault;

import org.jspecify.annotations.NullMarked;
