/// The PostgreSQL that everything is kept in: the operator's own, or one that comes along.
@NullMarked
package dev.drydock.server.database;

import org.jspecify.annotations.NullMarked;
