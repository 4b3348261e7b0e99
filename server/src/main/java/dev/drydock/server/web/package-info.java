/// What all endpoints share: problems, editing without overwriting others, pages of long lists.
@NullMarked
package dev.drydock.server.web;

import org.jspecify.annotations.NullMarked;
