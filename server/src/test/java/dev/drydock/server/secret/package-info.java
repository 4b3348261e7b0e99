@NullMarked
package dev.drydock.server.secret;

import org.jspecify.annotations.NullMarked;
