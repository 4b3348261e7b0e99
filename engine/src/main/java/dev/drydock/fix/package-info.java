/// The few actions that remove the most findings, each verified by matching again.
@NullMarked
package dev.drydock.fix;

import org.jspecify.annotations.NullMarked;
