package dev.drydock.approval;

import dev.drydock.image.Digest;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;

/// A tag of an approved base image that is never moved: `VARIANT-YYYYMMDD-FIRST12HEX`, of the day
/// of its first approval and the digest of its manifest. So the tag itself says whether the
/// registry answers it with what it stood for.
///
/// @param first the first twelve digits of the digest
public record BaseTag(String variant, LocalDate day, String first) {
  private static final int DIGITS = 12;
  private static final int DAY = 8;
  private static final String CANDIDATE = "candidate-";

  public static BaseTag of(String variant, LocalDate day, Digest digest) {
    return new BaseTag(variant, day, digest.hex().substring(0, DIGITS));
  }

  /// Empty where a tag is of another form.
  public static Optional<BaseTag> parse(String tag) {
    int end = tag.length() - DIGITS - 1;
    int start = end - DAY - 1;
    if (start < 1 || tag.charAt(end) != '-' || tag.charAt(start) != '-') {
      return Optional.empty();
    }
    String first = tag.substring(end + 1);
    String day = tag.substring(start + 1, end);
    if (!isHex(first) || !day.chars().allMatch(c -> c >= '0' && c <= '9')) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          new BaseTag(
              tag.substring(0, start),
              LocalDate.parse(day, DateTimeFormatter.BASIC_ISO_DATE),
              first));
    } catch (DateTimeException _) {
      return Optional.empty();
    }
  }

  /// The variant of a candidate's tag, `candidate-VARIANT-FIRST12HEX`; empty where it is of another
  /// form.
  public static Optional<String> candidate(String tag) {
    int end = tag.length() - DIGITS - 1;
    boolean fits =
        tag.startsWith(CANDIDATE)
            && end > CANDIDATE.length()
            && tag.charAt(end) == '-'
            && isHex(tag.substring(end + 1));
    return fits ? Optional.of(tag.substring(CANDIDATE.length(), end)) : Optional.empty();
  }

  /// Whether it can stand for what has that digest.
  public boolean isOf(Digest digest) {
    return digest.hex().startsWith(first);
  }

  private static boolean isHex(String text) {
    return text.chars().allMatch(c -> c >= '0' && c <= '9' || c >= 'a' && c <= 'f');
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT, "%s-%s-%s", variant, day.format(DateTimeFormatter.BASIC_ISO_DATE), first);
  }
}
