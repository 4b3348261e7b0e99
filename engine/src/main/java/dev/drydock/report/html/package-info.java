/// One page for a browser that needs nothing else.
@NullMarked
package dev.drydock.report.html;

import org.jspecify.annotations.NullMarked;
