/// `drydock fix`: the plan of a scan carried into files, branches and pull requests. Knows `scan`
/// and what it knows.
@NullMarked
package dev.drydock.cli.fix;

import org.jspecify.annotations.NullMarked;
