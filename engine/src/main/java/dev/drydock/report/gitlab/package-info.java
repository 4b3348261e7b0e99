/// GitLab's own security reports.
@NullMarked
package dev.drydock.report.gitlab;

import org.jspecify.annotations.NullMarked;
