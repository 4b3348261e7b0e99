/// Signing and verifying without keys, by Sigstore: Fulcio certifies who somebody is for some
/// minutes, Rekor keeps what was signed then, and a bundle holds the proof of both. The proof is
/// judged by what `sigstore-java` has for certificates, logs and times; requests go out as
/// Drydock's others do.
@NullMarked
package dev.drydock.keyless;

import org.jspecify.annotations.NullMarked;
