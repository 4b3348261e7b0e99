/// JUnit XML, for the pages of CI systems that show tests.
@NullMarked
package dev.drydock.report.junit;

import org.jspecify.annotations.NullMarked;
