/// Formulas that Homebrew installed, from their kegs.
@NullMarked
package dev.drydock.catalog.homebrew;

import org.jspecify.annotations.NullMarked;
