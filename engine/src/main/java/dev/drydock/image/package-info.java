/// Images: manifest, config and layers, from archives, layouts, directories and registries.
@NullMarked
package dev.drydock.image;

import org.jspecify.annotations.NullMarked;
