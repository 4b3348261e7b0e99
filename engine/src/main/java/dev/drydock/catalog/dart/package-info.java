/// Dart and Flutter packages, as pub's lock files tell of them.
@NullMarked
package dev.drydock.catalog.dart;

import org.jspecify.annotations.NullMarked;
