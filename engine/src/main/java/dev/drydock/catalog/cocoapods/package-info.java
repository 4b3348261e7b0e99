/// Pods, as the lock files of CocoaPods tell of them.
@NullMarked
package dev.drydock.catalog.cocoapods;

import org.jspecify.annotations.NullMarked;
