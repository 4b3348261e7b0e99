/// The shared library of Jenkins, run without Jenkins: its Groovy in continuation-passing style as
/// Jenkins runs it, its shell scripts for real.
@NullMarked
package dev.drydock.jenkins;

import org.jspecify.annotations.NullMarked;
