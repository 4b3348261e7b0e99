/// Statements of in-toto, and what they can be about.
@NullMarked
package dev.drydock.attest.statement;

import org.jspecify.annotations.NullMarked;
