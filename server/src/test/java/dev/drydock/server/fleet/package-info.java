@NullMarked
package dev.drydock.server.fleet;

import org.jspecify.annotations.NullMarked;
