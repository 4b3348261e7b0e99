/// What was found in layers, kept on this machine or shared, and `drydock cache`. Knows
/// `surroundings` and what is below.
@NullMarked
package dev.drydock.cli.cache;

import org.jspecify.annotations.NullMarked;
