@NullMarked
package dev.drydock.server.database;

import org.jspecify.annotations.NullMarked;
