/// What people ask to be told, and by which channel.
@NullMarked
package dev.drydock.server.alert.subscription;

import org.jspecify.annotations.NullMarked;
