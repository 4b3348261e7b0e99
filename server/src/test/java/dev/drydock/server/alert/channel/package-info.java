@NullMarked
package dev.drydock.server.alert.channel;

import org.jspecify.annotations.NullMarked;
