/// Messages that were delivered long ago, and what they told of.
@NullMarked
package dev.drydock.server.alert.retention;

import org.jspecify.annotations.NullMarked;
