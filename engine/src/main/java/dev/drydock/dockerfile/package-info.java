/// Dockerfiles, read without a loss and edited by the smallest change.
@NullMarked
package dev.drydock.dockerfile;

import org.jspecify.annotations.NullMarked;
