/// Images, and what was of them, that nobody needs any more.
@NullMarked
package dev.drydock.server.fleet.retention;

import org.jspecify.annotations.NullMarked;
