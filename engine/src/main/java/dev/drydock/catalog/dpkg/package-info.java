/// Packages of Debian, Ubuntu and their kin, from dpkg's database.
@NullMarked
package dev.drydock.catalog.dpkg;

import org.jspecify.annotations.NullMarked;
