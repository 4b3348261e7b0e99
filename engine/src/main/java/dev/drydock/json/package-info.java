/// A small, bounded JSON tree over Jackson's streaming parser.
@NullMarked
package dev.drydock.json;

import org.jspecify.annotations.NullMarked;
