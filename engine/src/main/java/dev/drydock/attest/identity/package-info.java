/// Signing and verifying by who somebody is instead of by a key that somebody keeps (Sigstore:
/// certificates of Fulcio, entries of Rekor). What is here is what the engine knows of it; the work
/// is done by a module that need not be there.
@NullMarked
package dev.drydock.attest.identity;

import org.jspecify.annotations.NullMarked;
