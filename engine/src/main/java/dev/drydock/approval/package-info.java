/// What approvers say about base images, signed and kept beside them in their registry, and what
/// all of it together comes to.
@NullMarked
package dev.drydock.approval;

import org.jspecify.annotations.NullMarked;
