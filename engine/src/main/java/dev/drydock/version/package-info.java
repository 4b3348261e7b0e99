/// How each ecosystem orders its versions, one file for each scheme.
@NullMarked
package dev.drydock.version;

import org.jspecify.annotations.NullMarked;
