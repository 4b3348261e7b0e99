@NullMarked
package dev.drydock.server.operate.backup;

import org.jspecify.annotations.NullMarked;
