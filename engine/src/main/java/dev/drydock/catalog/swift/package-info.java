/// Swift packages, as the Swift package manager's lock files tell of them.
@NullMarked
package dev.drydock.catalog.swift;

import org.jspecify.annotations.NullMarked;
