@NullMarked
package dev.drydock.server.advisory;

import org.jspecify.annotations.NullMarked;
