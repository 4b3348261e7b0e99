/// CVSS: from a vector to its score, for all published versions of the standard.
@NullMarked
package dev.drydock.match.cvss;

import org.jspecify.annotations.NullMarked;
