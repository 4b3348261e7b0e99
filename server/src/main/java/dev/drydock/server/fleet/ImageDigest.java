package dev.drydock.server.fleet;

import dev.drydock.server.web.Problem;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;

/// A SHA-256 digest as paths and documents write it, `sha256:` and 64 hexadecimal digits; the
/// database has its 32 bytes.
///
/// @param hex in lower case
public record ImageDigest(String hex) {
  private static final String ALGORITHM = "sha256:";
  private static final Pattern HEX = Pattern.compile("[0-9a-f]{64}");

  public ImageDigest {
    if (!HEX.matcher(hex).matches()) {
      throw new IllegalArgumentException("no SHA-256 digest");
    }
  }

  public static ImageDigest of(byte[] bytes) {
    return new ImageDigest(HexFormat.of().formatHex(bytes));
  }

  /// Empty where it is none.
  public static Optional<ImageDigest> parse(String text) {
    if (!text.startsWith(ALGORITHM)) {
      return Optional.empty();
    }
    String hex = text.substring(ALGORITHM.length());
    return HEX.matcher(hex).matches() ? Optional.of(new ImageDigest(hex)) : Optional.empty();
  }

  /// @throws Problem 422 where it is none
  public static ImageDigest required(String text) {
    return parse(text)
        .orElseThrow(
            () ->
                Problem.invalid(
                    "A digest is sha256: and 64 hexadecimal digits in lower case, as `docker inspect` and registries write it"));
  }

  public byte[] bytes() {
    return HexFormat.of().parseHex(hex);
  }

  @Override
  public String toString() {
    return ALGORITHM + hex;
  }
}
