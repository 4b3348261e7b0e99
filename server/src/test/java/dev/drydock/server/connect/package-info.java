@NullMarked
package dev.drydock.server.connect;

import org.jspecify.annotations.NullMarked;
