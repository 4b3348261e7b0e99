/// Work that nobody waits for, kept in the database so that it survives every replica.
@NullMarked
package dev.drydock.server.jobs;

import org.jspecify.annotations.NullMarked;
