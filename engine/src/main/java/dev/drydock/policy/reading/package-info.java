/// Policies as documents: read strictly, with the place of every mistake.
@NullMarked
package dev.drydock.policy.reading;

import org.jspecify.annotations.NullMarked;
