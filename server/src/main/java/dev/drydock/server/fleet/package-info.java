/// What runs where and who owns it: the words that all of the fleet's parts share. `ingest` takes
/// images, `inventory` what clusters run, `image` and `summary` answer questions.
@NullMarked
package dev.drydock.server.fleet;

import org.jspecify.annotations.NullMarked;
