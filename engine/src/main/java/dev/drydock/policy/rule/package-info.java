/// What a policy says: rules with their conditions, exceptions, settings.
@NullMarked
package dev.drydock.policy.rule;

import org.jspecify.annotations.NullMarked;
