/// Explanations as documents to be read elsewhere.
@NullMarked
package dev.drydock.report.explain;

import org.jspecify.annotations.NullMarked;
