/// Photon OS' list of CVEs.
@NullMarked
package dev.drydock.advisory.photon;

import org.jspecify.annotations.NullMarked;
