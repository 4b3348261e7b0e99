@NullMarked
package dev.drydock.server.monitor;

import org.jspecify.annotations.NullMarked;
