/// The whole way from an image to its bill of materials: layers are walked, catalogers see what
/// they want, upper layers cover lower ones, and what the operating system's packages own is said
/// once.
@NullMarked
package dev.drydock.catalog.inventory;

import org.jspecify.annotations.NullMarked;
