/// Tests of images in container-structure-test's YAML: of files, of what an image says about
/// itself, and of programs that run in it.
@NullMarked
package dev.drydock.base.testing;

import org.jspecify.annotations.NullMarked;
