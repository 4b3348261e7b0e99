/// Lines that GitHub Actions turns into annotations.
@NullMarked
package dev.drydock.report.github;

import org.jspecify.annotations.NullMarked;
