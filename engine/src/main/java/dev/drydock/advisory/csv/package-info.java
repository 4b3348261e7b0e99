/// Lines of comma-separated tables, bounded.
@NullMarked
package dev.drydock.advisory.csv;

import org.jspecify.annotations.NullMarked;
