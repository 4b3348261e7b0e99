@NullMarked
package dev.drydock.server.access;

import org.jspecify.annotations.NullMarked;
