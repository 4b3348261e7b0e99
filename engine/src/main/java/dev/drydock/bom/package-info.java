/// What an image holds: components, where they are, and what says so.
@NullMarked
package dev.drydock.bom;

import org.jspecify.annotations.NullMarked;
