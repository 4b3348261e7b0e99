/// A project file's text with its lines, and edits that follow how it is laid out.
@NullMarked
package dev.drydock.project.source;

import org.jspecify.annotations.NullMarked;
