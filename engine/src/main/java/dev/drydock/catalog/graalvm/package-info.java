/// Native images of GraalVM: Java applications compiled to executables, by the bill of materials
/// that the compiler embeds into them or writes beside them.
@NullMarked
package dev.drydock.catalog.graalvm;

import org.jspecify.annotations.NullMarked;
