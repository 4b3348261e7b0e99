package dev.drydock.image.layer;

import java.util.function.Consumer;

/// Says what a reader of a tar left out, or could not know.
final class Omissions {
  private Omissions() {}

  /// @param verified whether the bytes are all there for sure
  /// @return whether there was anything to say
  static boolean tell(TarReader reader, boolean verified, String what, Consumer<String> warnings) {
    boolean told = false;
    if (!verified && reader.headers() > 0 && !reader.marked()) {
      told = true;
      warnings.accept(
          what
              + ": there is no end mark after its "
              + reader.headers()
              + " members; it may have been cut off");
    }
    if (reader.climbing() > 0) {
      told = true;
      warnings.accept(
          what
              + ": left out "
              + reader.climbing()
              + " entries whose name leads out of the image (such as ../x)");
    }
    if (reader.tooLong() > 0) {
      told = true;
      warnings.accept(what + ": left out " + reader.tooLong() + " entries with overlong names");
    }
    return told;
  }
}
