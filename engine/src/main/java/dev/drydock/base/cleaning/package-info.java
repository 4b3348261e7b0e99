/// Candidates of bases that nobody needs any more are taken out of the registry.
@NullMarked
package dev.drydock.base.cleaning;

import org.jspecify.annotations.NullMarked;
