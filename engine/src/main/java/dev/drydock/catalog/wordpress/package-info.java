/// WordPress, its plugins and its themes.
@NullMarked
package dev.drydock.catalog.wordpress;

import org.jspecify.annotations.NullMarked;
