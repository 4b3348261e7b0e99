/// npm packages: installed ones, and locked ones where none are installed.
@NullMarked
package dev.drydock.catalog.npm;

import org.jspecify.annotations.NullMarked;
