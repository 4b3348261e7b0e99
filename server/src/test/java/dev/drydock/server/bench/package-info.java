/// Measures the server with many images; `bench/fleet` runs it.
@NullMarked
package dev.drydock.server.bench;

import org.jspecify.annotations.NullMarked;
