/// R packages: installed ones, and those that renv locked.
@NullMarked
package dev.drydock.catalog.r;

import org.jspecify.annotations.NullMarked;
