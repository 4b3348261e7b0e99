/// What whoever runs the server needs: backup and restore, metrics.
@NullMarked
package dev.drydock.server.operate;

import org.jspecify.annotations.NullMarked;
