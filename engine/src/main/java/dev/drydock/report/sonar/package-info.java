/// SonarQube's generic issue format.
@NullMarked
package dev.drydock.report.sonar;

import org.jspecify.annotations.NullMarked;
