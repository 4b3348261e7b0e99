/// The advisories of this machine, and `drydock db`. Knows `surroundings` and what is below.
@NullMarked
package dev.drydock.cli.database;

import org.jspecify.annotations.NullMarked;
