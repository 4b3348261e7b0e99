/// What is different between two versions of a base.
@NullMarked
package dev.drydock.base.comparison;

import org.jspecify.annotations.NullMarked;
