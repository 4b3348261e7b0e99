package dev.drydock.image.layer;

import java.util.function.Consumer;

/// Says what a reader of a tar left out.
final class Omissions {
  private Omissions() {}

  static void tell(TarReader reader, String what, Consumer<String> warnings) {
    if (reader.climbing() > 0) {
      warnings.accept(
          what
              + ": left out "
              + reader.climbing()
              + " entries whose name leads out of the image (such as ../x)");
    }
    if (reader.tooLong() > 0) {
      warnings.accept(what + ": left out " + reader.tooLong() + " entries with overlong names");
    }
  }
}
