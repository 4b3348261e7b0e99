/// What is careless about an image beside its components: secrets left in layers, a process that
/// runs as root, files that anybody may change, caches that are shipped. Few rules, each precise,
/// each with what to do.
@NullMarked
package dev.drydock.hygiene;

import org.jspecify.annotations.NullMarked;
