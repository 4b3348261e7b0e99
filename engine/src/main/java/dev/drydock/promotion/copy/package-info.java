/// Copying what belongs to an image from one repository to another, so that nothing is to be seen
/// before what it needs.
@NullMarked
package dev.drydock.promotion.copy;

import org.jspecify.annotations.NullMarked;
