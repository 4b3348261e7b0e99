/// Signatures of images and signed statements about them: made, kept beside the image in its
/// registry, and verified, as cosign does.
@NullMarked
package dev.drydock.attest;

import org.jspecify.annotations.NullMarked;
