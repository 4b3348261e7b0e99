/// The files of a project in which people declare what they use: read for what they declare, edited
/// by the smallest change.
@NullMarked
package dev.drydock.project;

import org.jspecify.annotations.NullMarked;
