/// Swift packages and frameworks, as the lock files of the Swift package manager and of Carthage
/// tell of them.
@NullMarked
package dev.drydock.catalog.swift;

import org.jspecify.annotations.NullMarked;
