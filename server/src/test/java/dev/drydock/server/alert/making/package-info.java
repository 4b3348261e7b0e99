@NullMarked
package dev.drydock.server.alert.making;

import org.jspecify.annotations.NullMarked;
