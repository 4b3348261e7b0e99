/// All that the stages say of one image, before anybody judges it or writes it down.
@NullMarked
package dev.drydock.scan;

import org.jspecify.annotations.NullMarked;
