@NullMarked
package dev.drydock.server.gate;

import org.jspecify.annotations.NullMarked;
