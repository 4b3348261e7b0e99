/// Accounts and how they prove who they are: passwords, sessions, tokens, identity providers.
@NullMarked
package dev.drydock.server.identity;

import org.jspecify.annotations.NullMarked;
