/// What Red Hat's builds leave in images about themselves.
@NullMarked
package dev.drydock.catalog.redhat;

import org.jspecify.annotations.NullMarked;
