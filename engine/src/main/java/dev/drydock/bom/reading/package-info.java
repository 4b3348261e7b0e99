/// From a document of any known form to a [dev.drydock.bom.Bom].
@NullMarked
package dev.drydock.bom.reading;

import org.jspecify.annotations.NullMarked;
