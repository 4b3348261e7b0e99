/// Applications that Flatpak installed, from their metadata.
@NullMarked
package dev.drydock.catalog.flatpak;

import org.jspecify.annotations.NullMarked;
