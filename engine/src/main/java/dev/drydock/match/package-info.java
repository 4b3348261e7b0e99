/// Components against advisories: which are affected, and why that is said.
@NullMarked
package dev.drydock.match;

import org.jspecify.annotations.NullMarked;
