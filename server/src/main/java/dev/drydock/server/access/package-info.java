/// Who may do what: roles, the matrix of all endpoints, and its enforcement. Nothing else decides.
@NullMarked
package dev.drydock.server.access;

import org.jspecify.annotations.NullMarked;
