/// Images that container engines keep on this machine's disk: containers-storage (Podman, Buildah,
/// CRI-O) and containerd.
@NullMarked
package dev.drydock.image.storage;

import org.jspecify.annotations.NullMarked;
