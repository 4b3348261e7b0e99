/// Whether a base is free of what its profile does not want in it.
@NullMarked
package dev.drydock.base.hardening;

import org.jspecify.annotations.NullMarked;
