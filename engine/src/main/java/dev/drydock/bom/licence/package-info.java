/// Licences as SPDX words them: which identifiers there are, and what is a valid expression.
@NullMarked
package dev.drydock.bom.licence;

import org.jspecify.annotations.NullMarked;
