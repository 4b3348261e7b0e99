/// Organisations, their teams and their projects: who owns what.
@NullMarked
package dev.drydock.server.team;

import org.jspecify.annotations.NullMarked;
