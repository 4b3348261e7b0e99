/// C and C++ packages, as Conan's lock files and its cache tell of them.
@NullMarked
package dev.drydock.catalog.conan;

import org.jspecify.annotations.NullMarked;
