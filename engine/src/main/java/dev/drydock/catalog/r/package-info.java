/// R packages: installed ones, and those that renv or packrat locked.
@NullMarked
package dev.drydock.catalog.r;

import org.jspecify.annotations.NullMarked;
