/// Haskell packages that Stack or cabal locked.
@NullMarked
package dev.drydock.catalog.haskell;

import org.jspecify.annotations.NullMarked;
