/// Base images as code: `bases.yaml`, read strictly.
@NullMarked
package dev.drydock.base.declaration;

import org.jspecify.annotations.NullMarked;
