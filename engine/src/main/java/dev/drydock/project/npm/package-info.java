/// package.json, as npm, yarn and pnpm read it.
@NullMarked
package dev.drydock.project.npm;

import org.jspecify.annotations.NullMarked;
