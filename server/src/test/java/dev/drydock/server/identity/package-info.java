@NullMarked
package dev.drydock.server.identity;

import org.jspecify.annotations.NullMarked;
