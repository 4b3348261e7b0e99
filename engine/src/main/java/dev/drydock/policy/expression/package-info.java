/// Conditions of policies that are written in CEL (https://cel.dev). All classes of CEL are used
/// here, and loaded where a policy has an expression.
@NullMarked
package dev.drydock.policy.expression;

import org.jspecify.annotations.NullMarked;
