/// The bounds within which hostile input is read, and the only classes that read without one of
/// their own.
@NullMarked
package dev.drydock.limits;

import org.jspecify.annotations.NullMarked;
