/// Questions about images: lists of them, one of them with its bill of materials, findings, history
/// and plan, and which of them hold a component.
@NullMarked
package dev.drydock.server.fleet.image;

import org.jspecify.annotations.NullMarked;
