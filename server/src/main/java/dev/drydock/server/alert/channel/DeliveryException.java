package dev.drydock.server.alert.channel;

import dev.drydock.report.CleanText;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A message did not arrive, as far as is known. Its words are shown to the team: no secrets.
public final class DeliveryException extends Exception {
  private static final long serialVersionUID = 1;
  private static final int LONGEST = 300;

  private final boolean again;
  private final transient @Nullable Duration wait;

  private DeliveryException(String words, boolean again, @Nullable Duration wait) {
    super(CleanText.line(words, LONGEST));
    this.again = again;
    this.wait = wait;
  }

  /// The outside world has failed, or its owner has to mend something; later it may work.
  public static DeliveryException later(String words) {
    return new DeliveryException(words, true, null);
  }

  static DeliveryException later(String words, @Nullable Duration wait) {
    return new DeliveryException(words, true, wait);
  }

  /// The same message will never be taken.
  public static DeliveryException never(String words) {
    return new DeliveryException(words, false, null);
  }

  /// Whether to try again helps.
  public boolean again() {
    return again;
  }

  /// How long the receiver asks to be left alone.
  public Optional<Duration> patience() {
    return Optional.ofNullable(wait);
  }

  @Override
  public String getMessage() {
    String message = super.getMessage();
    return message == null ? "" : message;
  }
}
