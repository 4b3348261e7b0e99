/// What the process finds around itself: environment, clock, threads, network, `git` and Git hosts.
/// Everything else is told. Knows `command` and `console`.
@NullMarked
package dev.drydock.cli.surroundings;

import org.jspecify.annotations.NullMarked;
