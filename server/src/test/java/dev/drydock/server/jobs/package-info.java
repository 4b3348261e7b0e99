/// Jobs, and what clocks and failures do to them.
@NullMarked
package dev.drydock.server.jobs;

import org.jspecify.annotations.NullMarked;
