/// PHP packages of Composer: installed ones, and locked ones where none are installed.
@NullMarked
package dev.drydock.catalog.composer;

import org.jspecify.annotations.NullMarked;
