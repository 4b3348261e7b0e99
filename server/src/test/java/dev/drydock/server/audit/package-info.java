@NullMarked
package dev.drydock.server.audit;

import org.jspecify.annotations.NullMarked;
