/// From a declared base to a candidate that people can approve. The registry is its only state.
@NullMarked
package dev.drydock.base.pipeline;

import org.jspecify.annotations.NullMarked;
