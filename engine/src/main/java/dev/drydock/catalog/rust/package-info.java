/// Rust crates, as executables built with `cargo auditable` and lock files tell of them.
@NullMarked
package dev.drydock.catalog.rust;

import org.jspecify.annotations.NullMarked;
