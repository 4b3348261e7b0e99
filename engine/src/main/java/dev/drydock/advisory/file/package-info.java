/// Files that are replaced as a whole or not at all.
@NullMarked
package dev.drydock.advisory.file;

import org.jspecify.annotations.NullMarked;
