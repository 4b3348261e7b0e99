/// Policies that are fetched from elsewhere: how they are named, and who gets them.
@NullMarked
package dev.drydock.policy.bundle;

import org.jspecify.annotations.NullMarked;
