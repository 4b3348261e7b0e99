/// Reports for people at a terminal of 80 columns.
@NullMarked
package dev.drydock.report.table;

import org.jspecify.annotations.NullMarked;
