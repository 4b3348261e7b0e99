/// Go modules, as the build information in executables tells of them.
@NullMarked
package dev.drydock.catalog.golang;

import org.jspecify.annotations.NullMarked;
