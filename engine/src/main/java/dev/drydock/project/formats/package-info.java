/// All kinds of project files together; apart from their contract, which each of them needs.
@NullMarked
package dev.drydock.project.formats;

import org.jspecify.annotations.NullMarked;
