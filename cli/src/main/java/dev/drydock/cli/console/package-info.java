/// What people are told: reports and where they go, progress, errors in one line, exit codes. Knows
/// no other room.
@NullMarked
package dev.drydock.cli.console;

import org.jspecify.annotations.NullMarked;
