/// Where approved bases are, asked of their registry, and what images stand upon. Knows `policy`,
/// `surroundings` and what is below.
@NullMarked
package dev.drydock.cli.standing;

import org.jspecify.annotations.NullMarked;
