/// Stores that are reached by plain HTTP: one object for each entry.
@NullMarked
package dev.drydock.cache.web;

import org.jspecify.annotations.NullMarked;
