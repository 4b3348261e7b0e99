/// From the files of an image to components, one cataloger for each kind of evidence.
@NullMarked
package dev.drydock.catalog;

import org.jspecify.annotations.NullMarked;
