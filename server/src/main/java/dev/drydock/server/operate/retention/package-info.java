/// What has grown old is removed, of all capabilities.
@NullMarked
package dev.drydock.server.operate.retention;

import org.jspecify.annotations.NullMarked;
