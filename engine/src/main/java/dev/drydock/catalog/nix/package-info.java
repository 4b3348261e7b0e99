/// Packages in a Nix store, from the names of its paths.
@NullMarked
package dev.drydock.catalog.nix;

import org.jspecify.annotations.NullMarked;
