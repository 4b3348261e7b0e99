@NullMarked
package dev.drydock.server.web;

import org.jspecify.annotations.NullMarked;
