/// The ways out, one file for each: e-mail, chats, webhooks, issues.
@NullMarked
package dev.drydock.server.alert.channel;

import org.jspecify.annotations.NullMarked;
