/// Packages of Alpine, Wolfi and their kin, from apk's database.
@NullMarked
package dev.drydock.catalog.apk;

import org.jspecify.annotations.NullMarked;
