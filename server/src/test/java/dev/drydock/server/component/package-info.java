@NullMarked
package dev.drydock.server.component;

import org.jspecify.annotations.NullMarked;
