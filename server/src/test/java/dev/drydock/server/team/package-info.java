@NullMarked
package dev.drydock.server.team;

import org.jspecify.annotations.NullMarked;
