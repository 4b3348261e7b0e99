/// Repositories, and the projects that they belong to.
@NullMarked
package dev.drydock.server.fleet.repository;

import org.jspecify.annotations.NullMarked;
