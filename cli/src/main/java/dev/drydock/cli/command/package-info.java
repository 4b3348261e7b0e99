/// What people say: the model of commands and options, and one invocation of them. Knows `console`
/// alone.
@NullMarked
package dev.drydock.cli.command;

import org.jspecify.annotations.NullMarked;
