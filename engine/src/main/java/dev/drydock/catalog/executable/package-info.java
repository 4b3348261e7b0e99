/// Executables of Linux, Windows and macOS: ELF, PE and Mach-O, and where their sections lie.
@NullMarked
package dev.drydock.catalog.executable;

import org.jspecify.annotations.NullMarked;
