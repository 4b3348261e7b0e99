/// What clusters run, told as whole snapshots and kept as periods.
@NullMarked
package dev.drydock.server.fleet.inventory;

import org.jspecify.annotations.NullMarked;
