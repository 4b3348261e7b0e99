/// Python distributions: installed ones, and wheels and eggs left in the image.
@NullMarked
package dev.drydock.catalog.python;

import org.jspecify.annotations.NullMarked;
