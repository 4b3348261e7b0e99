@NullMarked
package dev.drydock.server.alert.outbox;

import org.jspecify.annotations.NullMarked;
