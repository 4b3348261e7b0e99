/// Ruby gems, as the specifications of installed ones and Bundler's lock files tell of them.
@NullMarked
package dev.drydock.catalog.ruby;

import org.jspecify.annotations.NullMarked;
