package dev.drydock.server.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PageTest {
  private static final List<String> NAMES = List.of("anna", "bo", "cleo", "dörte", "e");

  private static Page<String> page(PageRequest request) {
    String after = request.key("");
    List<String> rows =
        NAMES.stream().filter(name -> name.compareTo(after) > 0).limit(request.fetch()).toList();
    return Page.of(rows, request, List::of);
  }

  @Test
  void pagesFollowEachOtherToTheEnd() {
    List<String> seen = new ArrayList<>();
    PageRequest request = new PageRequest(null, 2);
    for (int pages = 1; ; pages++) {
      Page<String> page = page(request);
      seen.addAll(page.items());
      String next = page.next();
      if (next == null) {
        assertThat(pages).isEqualTo(3);
        break;
      }
      request = new PageRequest(next, 2);
    }
    assertThat(seen).isEqualTo(NAMES);
  }

  @Test
  void aListThatFitsHasNoNextPage() {
    assertThat(page(new PageRequest(null, 5))).isEqualTo(new Page<>(NAMES, null));
    assertThat(page(new PageRequest("", null))).isEqualTo(new Page<>(NAMES, null));
  }

  @Test
  void keysOfSeveralValuesComeBackAsTheyWere() {
    String cursor = PageRequest.cursor(List.of("2", "", "a b/ü"));
    assertThat(new PageRequest(cursor, null).key(3)).hasValue(List.of("2", "", "a b/ü"));
  }

  @Test
  void itemsAreShownAsClientsSeeThem() {
    assertThat(page(new PageRequest(null, 1)).map(String::length).items()).containsExactly(4);
  }

  @Test
  void wrongCursorsAndLimitsAreRefused() {
    for (String cursor : List.of("%", "x".repeat(3000), PageRequest.cursor(List.of("a", "b")))) {
      assertThatThrownBy(() -> new PageRequest(cursor, null).key(1))
          .isInstanceOf(Problem.class)
          .hasMessageStartingWith("after is not from this list");
    }
    for (int limit : List.of(0, -1, 1001)) {
      assertThatThrownBy(() -> new PageRequest(null, limit).fetch())
          .isInstanceOf(Problem.class)
          .hasMessage("limit is a number from 1 to 1000");
    }
  }
}
