/// Signed envelopes: DSSE, and Sigstore's bundles around them.
@NullMarked
package dev.drydock.attest.envelope;

import org.jspecify.annotations.NullMarked;
