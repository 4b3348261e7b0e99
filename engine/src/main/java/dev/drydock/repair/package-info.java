/// Carries the actions of a plan into the files of the project that an image is built from.
@NullMarked
package dev.drydock.repair;

import org.jspecify.annotations.NullMarked;
