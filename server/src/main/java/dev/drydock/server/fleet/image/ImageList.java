package dev.drydock.server.fleet.image;

import dev.drydock.server.fleet.Visibility;
import dev.drydock.server.fleet.image.ImageCandidates.Way;
import dev.drydock.server.web.Page;
import dev.drydock.server.web.PageRequest;
import dev.drydock.server.web.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Service;

/// Lists of images, in pages. Where a priority is asked for, only so many images are looked at for
/// one page: it may be short, and the next one goes on behind what was looked at.
@Service
class ImageList {
  private static final int BATCH = 250;
  private static final int BATCHES = 4;

  private final ImageCandidates candidates;
  private final ImageItems items;

  ImageList(ImageCandidates candidates, ImageItems items) {
    this.candidates = candidates;
    this.items = items;
  }

  Page<ImageItem> page(
      int organisation, Visibility visibility, ImageFilter filter, PageRequest request) {
    Way way = candidates.way(organisation, visibility, filter.checked());
    int below = number(request.key(String.valueOf(Integer.MAX_VALUE)));
    Chosen chosen =
        filter.priority() == null
            ? plain(way, below, request.size())
            : urgent(way, below, request.size(), filter, visibility);
    Integer next = chosen.next();
    return new Page<>(
        items.read(chosen.ids(), visibility),
        next == null ? null : PageRequest.cursor(List.of(next.toString())));
  }

  /// @param next below which the next page begins; `null` at the end
  private record Chosen(List<Integer> ids, @Nullable Integer next) {}

  private static Chosen plain(Way way, int below, int size) {
    List<Integer> found = way.below(below, size + 1);
    return found.size() <= size
        ? new Chosen(found, null)
        : new Chosen(found.subList(0, size), found.get(size - 1));
  }

  private Chosen urgent(Way way, int below, int size, ImageFilter filter, Visibility visibility) {
    List<Integer> chosen = new ArrayList<>();
    int from = below;
    for (int batch = 0; batch < BATCHES; batch++) {
      List<Integer> looked = way.below(from, BATCH);
      Map<Integer, Numbers> numbers = items.numbers(looked, visibility);
      for (int id : looked) {
        from = id;
        if (filter.urgentEnough(numbers.getOrDefault(id, Numbers.NONE))) {
          chosen.add(id);
          if (chosen.size() == size) {
            return new Chosen(chosen, from);
          }
        }
      }
      if (looked.size() < BATCH) {
        return new Chosen(chosen, null);
      }
    }
    return new Chosen(chosen, from);
  }

  static int number(String key) {
    try {
      return Integer.parseInt(key);
    } catch (NumberFormatException _) {
      throw new Problem(
          HttpStatus.BAD_REQUEST,
          "after is not from this list: give the `next` of the page before, or nothing to begin at the start");
    }
  }
}
