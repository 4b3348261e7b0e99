/// The smallest changes of Dockerfiles that do what is asked.
@NullMarked
package dev.drydock.dockerfile.edit;

import org.jspecify.annotations.NullMarked;
