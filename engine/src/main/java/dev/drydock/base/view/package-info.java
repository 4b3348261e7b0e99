/// The files of an image as a process in it sees them, with their owners.
@NullMarked
package dev.drydock.base.view;

import org.jspecify.annotations.NullMarked;
