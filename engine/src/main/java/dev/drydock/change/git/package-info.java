/// Change sets as commits on branches of their own, by the `git` program, without touching what the
/// user has checked out.
@NullMarked
package dev.drydock.change.git;

import org.jspecify.annotations.NullMarked;
