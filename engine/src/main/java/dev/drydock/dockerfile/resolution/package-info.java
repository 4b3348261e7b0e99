/// Dockerfiles understood with the arguments of a build: variables expanded, and what each stage
/// builds upon.
@NullMarked
package dev.drydock.dockerfile.resolution;

import org.jspecify.annotations.NullMarked;
