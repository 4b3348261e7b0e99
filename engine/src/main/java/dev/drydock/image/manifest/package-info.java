/// Manifests, indexes and configs of images, as registries, layouts and archives hold them (OCI
/// image specification 1.1; Docker image manifest version 2, schema 2).
@NullMarked
package dev.drydock.image.manifest;

import org.jspecify.annotations.NullMarked;
