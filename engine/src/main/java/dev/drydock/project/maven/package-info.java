/// Maven's `pom.xml` (Maven POM reference, model 4.0.0 and 4.1.0).
@NullMarked
package dev.drydock.project.maven;

import org.jspecify.annotations.NullMarked;
