@NullMarked
package dev.drydock.server.operate.retention;

import org.jspecify.annotations.NullMarked;
