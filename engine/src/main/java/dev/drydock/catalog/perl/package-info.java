/// Perl distributions: installed ones, and those that Carton locked.
@NullMarked
package dev.drydock.catalog.perl;

import org.jspecify.annotations.NullMarked;
