/// What the launcher runs once to make the AOT cache. Knows the entry point, and nothing knows it.
@NullMarked
package dev.drydock.cli.training;

import org.jspecify.annotations.NullMarked;
