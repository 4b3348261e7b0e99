/// What edits of project files have in common, whatever they are written in: lines, requirements,
/// what may be written at all, and edits gathered from several declarations.
@NullMarked
package dev.drydock.project.edit;

import org.jspecify.annotations.NullMarked;
