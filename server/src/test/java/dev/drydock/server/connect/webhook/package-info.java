@NullMarked
package dev.drydock.server.connect.webhook;

import org.jspecify.annotations.NullMarked;
