/// Bills of materials that lie in an image: CycloneDX, SPDX and others.
@NullMarked
package dev.drydock.catalog.sbom;

import org.jspecify.annotations.NullMarked;
