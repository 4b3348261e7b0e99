/// The judgement itself: facts and a policy in, a verdict out.
@NullMarked
package dev.drydock.policy.gate;

import org.jspecify.annotations.NullMarked;
