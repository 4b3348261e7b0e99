/// All formats of reports by their names.
@NullMarked
package dev.drydock.report.format;

import org.jspecify.annotations.NullMarked;
