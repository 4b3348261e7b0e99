/// Keys that sign and verify: what they are in files, and the interface that others can have.
@NullMarked
package dev.drydock.attest.key;

import org.jspecify.annotations.NullMarked;
