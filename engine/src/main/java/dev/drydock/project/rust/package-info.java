/// Cargo.toml.
@NullMarked
package dev.drydock.project.rust;

import org.jspecify.annotations.NullMarked;
