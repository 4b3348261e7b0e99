/// Who an image's layers come from: the base image that it stands on, or the application that was
/// built upon it.
@NullMarked
package dev.drydock.origin;

import org.jspecify.annotations.NullMarked;
