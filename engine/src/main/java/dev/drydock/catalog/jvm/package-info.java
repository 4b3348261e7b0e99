/// The Java platform: installed runtimes, and the lock files of Gradle and sbt.
@NullMarked
package dev.drydock.catalog.jvm;

import org.jspecify.annotations.NullMarked;
