/// How teams stand, in a few numbers.
@NullMarked
package dev.drydock.server.fleet.summary;

import org.jspecify.annotations.NullMarked;
