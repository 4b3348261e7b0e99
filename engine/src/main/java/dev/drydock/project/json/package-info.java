/// JSON that people keep: every value with its place, and edits that follow the document's layout.
@NullMarked
package dev.drydock.project.json;

import org.jspecify.annotations.NullMarked;
