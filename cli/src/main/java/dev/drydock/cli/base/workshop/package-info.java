/// What makes and examines candidates for base images on this machine: `buildah`, unpacked images,
/// programs in them. Knows `scan` and `policy`, by which candidates are judged.
@NullMarked
package dev.drydock.cli.base.workshop;

import org.jspecify.annotations.NullMarked;
