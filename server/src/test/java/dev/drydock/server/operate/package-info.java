@NullMarked
package dev.drydock.server.operate;

import org.jspecify.annotations.NullMarked;
