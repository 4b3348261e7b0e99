/// Which approved base image fits an image or a Dockerfile, and what it would leave.
@NullMarked
package dev.drydock.base.suggestion;

import org.jspecify.annotations.NullMarked;
