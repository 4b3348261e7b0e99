package dev.drydock.change.host;

import dev.drydock.json.Json;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// One host's interface for the comments on one pull request.
interface HostComments {
  /// In the place of a next page where there is none.
  long NONE = -1;

  /// @param next what to ask for next; [#NONE] at the end
  record Page(List<RequestComment> comments, long next) {
    static Page of(List<Json> list, Function<Json, Optional<RequestComment>> reader, long next) {
      return new Page(list.stream().flatMap(one -> reader.apply(one).stream()).toList(), next);
    }
  }

  /// Comments, the oldest first as far as the host can.
  ///
  /// @param at 0 for the first page, for others what the page before said
  Page page(long at) throws IOException, InterruptedException;

  /// Which comments are those of the token's owner, as far as the host says who that is.
  Predicate<RequestComment> ours() throws IOException, InterruptedException;

  void add(String body) throws IOException, InterruptedException;

  void replace(RequestComment present, String body) throws IOException, InterruptedException;

  /// Those of one author; all where nobody says who that is, since hosts then let their owners
  /// alone edit them.
  static Predicate<RequestComment> by(@Nullable String author) {
    return comment -> author == null || author.equals(comment.author());
  }

  /// The number of a user.
  static @Nullable String id(@Nullable Json user) {
    return user == null ? null : user.integer("id").map(String::valueOf).orElse(null);
  }
}
