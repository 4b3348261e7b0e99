/// What to do first: how urgent each finding is, and why.
@NullMarked
package dev.drydock.triage;

import org.jspecify.annotations.NullMarked;
