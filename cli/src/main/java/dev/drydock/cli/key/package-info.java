/// Keys of files to sign and verify with, and `drydock key`. Knows `surroundings` and what is
/// below.
@NullMarked
package dev.drydock.cli.key;

import org.jspecify.annotations.NullMarked;
