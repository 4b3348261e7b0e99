/// Images on a local disk: docker archives, OCI layouts, tars and directories of root file systems.
@NullMarked
package dev.drydock.image.archive;

import org.jspecify.annotations.NullMarked;
