/// Bills of materials as CycloneDX.
@NullMarked
package dev.drydock.bom.cyclonedx;

import org.jspecify.annotations.NullMarked;
