/// Components of Bitnami's images, from the lists that they bring along.
@NullMarked
package dev.drydock.catalog.bitnami;

import org.jspecify.annotations.NullMarked;
