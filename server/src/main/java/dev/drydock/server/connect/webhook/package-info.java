/// What registries send when something was pushed or deleted: a file for each kind.
@NullMarked
package dev.drydock.server.connect.webhook;

import org.jspecify.annotations.NullMarked;
