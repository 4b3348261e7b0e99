/// What the user names, opened: images of every source, documents that stand for them or lie beside
/// them, and the projects that they are built from. Knows `surroundings` and what is below.
@NullMarked
package dev.drydock.cli.input;

import org.jspecify.annotations.NullMarked;
