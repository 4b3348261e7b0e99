@NullMarked
package dev.drydock.server.alert.retention;

import org.jspecify.annotations.NullMarked;
