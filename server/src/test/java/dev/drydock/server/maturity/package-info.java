@NullMarked
package dev.drydock.server.maturity;

import org.jspecify.annotations.NullMarked;
