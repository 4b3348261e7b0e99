/// PHP packages and extensions that `pear` and `pecl` installed.
@NullMarked
package dev.drydock.catalog.pear;

import org.jspecify.annotations.NullMarked;
