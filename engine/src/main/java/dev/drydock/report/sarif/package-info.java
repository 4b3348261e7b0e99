/// SARIF 2.1.0, for code scanning.
@NullMarked
package dev.drydock.report.sarif;

import org.jspecify.annotations.NullMarked;
