@NullMarked
package dev.drydock.server.alert.subscription;

import org.jspecify.annotations.NullMarked;
