/// How images come into the fleet: an upload is read and parsed outside of any transaction, and
/// stored within one.
@NullMarked
package dev.drydock.server.fleet.ingest;

import org.jspecify.annotations.NullMarked;
