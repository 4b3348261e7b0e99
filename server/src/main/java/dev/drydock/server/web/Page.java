package dev.drydock.server.web;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// One page of a long list.
///
/// @param next what to give as `after` to get the following page; `null` at the end
public record Page<T>(List<T> items, @Nullable String next) {
  public Page {
    items = List.copyOf(items);
  }

  /// @param found up to `request.fetch()` rows: one more than are shown tells that there are more
  /// @param key the values that the list is ordered by, as [PageRequest#key] gives them back
  public static <T> Page<T> of(
      List<T> found, PageRequest request, Function<? super T, List<String>> key) {
    int size = request.size();
    if (found.size() <= size) {
      return new Page<>(found, null);
    }
    List<T> shown = found.subList(0, size);
    return new Page<>(shown, PageRequest.cursor(key.apply(shown.getLast())));
  }

  /// The same page with each item as clients see it.
  public <R> Page<R> map(Function<? super T, ? extends R> view) {
    return new Page<>(items.stream().<R>map(view).toList(), next);
  }
}
