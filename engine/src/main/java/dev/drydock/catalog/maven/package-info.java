/// Java archives: Maven coordinates of jars, wars, ears and of what is packed into them.
@NullMarked
package dev.drydock.catalog.maven;

import org.jspecify.annotations.NullMarked;
