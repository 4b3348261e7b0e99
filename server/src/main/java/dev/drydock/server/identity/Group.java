package dev.drydock.server.identity;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// People who are granted something together. Who they are is said by an identity provider when
/// they sign in, or sent by a directory.
///
/// @param provider whose groups; `null` where members are sent
/// @param claim how the provider calls the group
/// @param roles what the members are granted
/// @param version counts the edits; the ETag of its address
record Group(
    String name,
    String title,
    @Nullable String provider,
    @Nullable String claim,
    List<GroupRole> roles,
    int version) {
  Group {
    roles = List.copyOf(roles);
  }
}
