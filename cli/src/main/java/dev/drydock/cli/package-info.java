/// The command line: all commands, the entry point, and what becomes of what goes wrong. It knows
/// every room but `training`, which knows it.
@NullMarked
package dev.drydock.cli;

import org.jspecify.annotations.NullMarked;
