/// Exceptions on their way: into a policy that somebody keeps, and out of it as VEX.
@NullMarked
package dev.drydock.policy.exception;

import org.jspecify.annotations.NullMarked;
