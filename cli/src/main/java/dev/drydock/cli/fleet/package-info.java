/// The organisation's server as its client: `drydock fleet` and `drydock inventory`, and images
/// that are brought to it. Knows `surroundings` and what is below.
@NullMarked
package dev.drydock.cli.fleet;

import org.jspecify.annotations.NullMarked;
