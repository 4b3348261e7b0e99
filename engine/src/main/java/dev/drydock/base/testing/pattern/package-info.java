/// Regular expressions whose matching cannot blow up.
@NullMarked
package dev.drydock.base.testing.pattern;

import org.jspecify.annotations.NullMarked;
