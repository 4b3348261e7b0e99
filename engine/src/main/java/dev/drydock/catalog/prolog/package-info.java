/// Packs of SWI-Prolog.
@NullMarked
package dev.drydock.catalog.prolog;

import org.jspecify.annotations.NullMarked;
