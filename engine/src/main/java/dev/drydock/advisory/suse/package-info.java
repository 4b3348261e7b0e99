/// SUSE's advisories in its own form: CSAF VEX.
@NullMarked
package dev.drydock.advisory.suse;

import org.jspecify.annotations.NullMarked;
