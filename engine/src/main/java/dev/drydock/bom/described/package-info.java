/// What bills of materials of other tools say, in their words, and how it becomes a
/// [dev.drydock.bom.Bom].
@NullMarked
package dev.drydock.bom.described;

import org.jspecify.annotations.NullMarked;
