/// The whole database as one file, and back.
@NullMarked
package dev.drydock.server.operate.backup;

import org.jspecify.annotations.NullMarked;
