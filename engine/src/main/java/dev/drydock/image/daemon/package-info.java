/// Images that a container engine on this machine holds: Docker, or Podman by the same interface.
@NullMarked
package dev.drydock.image.daemon;

import org.jspecify.annotations.NullMarked;
