/// Packages of Arch Linux and its kin, from pacman's local database.
@NullMarked
package dev.drydock.catalog.alpm;

import org.jspecify.annotations.NullMarked;
