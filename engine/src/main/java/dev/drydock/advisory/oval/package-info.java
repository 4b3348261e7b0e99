/// OVAL definitions, as Oracle Linux and Azure Linux publish their advisories.
@NullMarked
package dev.drydock.advisory.oval;

import org.jspecify.annotations.NullMarked;
