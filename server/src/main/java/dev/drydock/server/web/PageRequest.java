package dev.drydock.server.web;

import io.swagger.v3.oas.annotations.Parameter;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.http.HttpStatus;

/// Which part of a long list is asked for: `?after=CURSOR&limit=100`. Lists are ordered by a key
/// that no two rows share, and a page begins behind the key in its cursor: a list that grows
/// meanwhile neither repeats nor skips.
///
/// @param after the `next` of the page before
/// @param limit how many at most
@ParameterObject
public record PageRequest(
    @Parameter(description = "The `next` of the page before") @Nullable String after,
    @Parameter(description = "How many at most: 1 to 1000, else 100") @Nullable Integer limit) {
  private static final int USUAL = 100;
  private static final int MOST = 1000;
  private static final int LONGEST_CURSOR = 2000;
  private static final String SEPARATOR = "\u001f";

  /// How many are shown.
  public int size() {
    if (limit == null) {
      return USUAL;
    }
    if (limit < 1 || limit > MOST) {
      throw new Problem(HttpStatus.BAD_REQUEST, "limit is a number from 1 to " + MOST);
    }
    return limit;
  }

  /// How many rows to read: one more than is shown.
  public int fetch() {
    return size() + 1;
  }

  /// The values behind which the page begins.
  ///
  /// @param parts how many values the list is ordered by
  /// @return empty at the beginning of the list
  public Optional<List<String>> key(int parts) {
    if (after == null || after.isEmpty()) {
      return Optional.empty();
    }
    if (after.length() > LONGEST_CURSOR) {
      throw unknownCursor();
    }
    try {
      String text = new String(Base64.getUrlDecoder().decode(after), StandardCharsets.UTF_8);
      List<String> key = List.of(text.split(SEPARATOR, -1));
      if (key.size() == parts) {
        return Optional.of(key);
      }
    } catch (IllegalArgumentException _) {
      // said below: it is the same mistake
    }
    throw unknownCursor();
  }

  /// The only value behind which the page begins; `otherwise` at the beginning of the list.
  public String key(String otherwise) {
    return key(1).map(List::getFirst).orElse(otherwise);
  }

  private static Problem unknownCursor() {
    return new Problem(
        HttpStatus.BAD_REQUEST,
        "after is not from this list: give the `next` of the page before, or nothing to begin at the start");
  }

  /// What a page that begins behind `key` is asked for with.
  public static String cursor(List<String> key) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(String.join(SEPARATOR, key).getBytes(StandardCharsets.UTF_8));
  }
}
