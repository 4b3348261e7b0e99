/// From things to deliveries: gathered, tried, tried again, given up visibly.
@NullMarked
package dev.drydock.server.alert.outbox;

import org.jspecify.annotations.NullMarked;
