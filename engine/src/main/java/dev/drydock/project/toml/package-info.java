/// TOML that people keep: every key and value with its place, and edits that follow the layout.
@NullMarked
package dev.drydock.project.toml;

import org.jspecify.annotations.NullMarked;
