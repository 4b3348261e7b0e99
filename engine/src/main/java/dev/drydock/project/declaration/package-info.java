/// The declarations of a project file, of whatever syntax, and what they have in common when they
/// are edited.
@NullMarked
package dev.drydock.project.declaration;

import org.jspecify.annotations.NullMarked;
