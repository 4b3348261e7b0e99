@NullMarked
package dev.drydock.server.alert;

import org.jspecify.annotations.NullMarked;
