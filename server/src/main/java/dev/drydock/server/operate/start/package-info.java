/// What is said when the server does not start.
@NullMarked
package dev.drydock.server.operate.start;

import org.jspecify.annotations.NullMarked;
