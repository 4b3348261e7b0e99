package dev.drydock.image;

import java.io.IOException;

/// A statement about an image that lies beside it where it is from ([in-toto
/// Statement](https://github.com/in-toto/attestation)).
///
/// @param predicateType what it is about, as its storage says: `https://slsa.dev/provenance/v1`
/// @param content the statement itself, as long as the image is open
public record Attestation(String predicateType, Content content) {

  /// Read when somebody wants it.
  @FunctionalInterface
  public interface Content {
    /// @throws ImageException where it is missing, damaged or too large
    byte[] read() throws IOException, InterruptedException;
  }
}
