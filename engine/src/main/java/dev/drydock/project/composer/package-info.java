/// composer.json.
@NullMarked
package dev.drydock.project.composer;

import org.jspecify.annotations.NullMarked;
