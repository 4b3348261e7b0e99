/// Gradle's build scripts in Groovy and Kotlin, and its version catalogs (Gradle User Manual,
/// "Declaring Dependencies", "Version Catalogs").
@NullMarked
package dev.drydock.project.gradle;

import org.jspecify.annotations.NullMarked;
