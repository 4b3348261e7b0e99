/// Documents of the Common Security Advisory Framework (OASIS CSAF 2.0 and 2.1), as far as they say
/// which product is affected by what: for VEX statements and for advisory feeds alike.
@NullMarked
package dev.drydock.csaf;

import org.jspecify.annotations.NullMarked;
