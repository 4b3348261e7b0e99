/// Comma-separated values, for spreadsheets and scripts.
@NullMarked
package dev.drydock.report.csv;

import org.jspecify.annotations.NullMarked;
