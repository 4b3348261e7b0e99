/// Bills of materials as SPDX.
@NullMarked
package dev.drydock.bom.spdx;

import org.jspecify.annotations.NullMarked;
