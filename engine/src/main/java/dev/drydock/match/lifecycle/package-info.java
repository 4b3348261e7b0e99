/// How long the releases of distributions are looked after.
@NullMarked
package dev.drydock.match.lifecycle;

import org.jspecify.annotations.NullMarked;
