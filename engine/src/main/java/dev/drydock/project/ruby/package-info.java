/// Gemfile, gems.rb and gemspecs.
@NullMarked
package dev.drydock.project.ruby;

import org.jspecify.annotations.NullMarked;
