/// The command line: options in, the engine's stages called, a report out, an exit code.
@NullMarked
package dev.drydock.cli;

import org.jspecify.annotations.NullMarked;
