/// Formulas and casks that Homebrew installed.
@NullMarked
package dev.drydock.catalog.homebrew;

import org.jspecify.annotations.NullMarked;
