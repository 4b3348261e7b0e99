/// CISA's catalogue of known exploited vulnerabilities, read from its JSON.
@NullMarked
package dev.drydock.advisory.kev;

import org.jspecify.annotations.NullMarked;
