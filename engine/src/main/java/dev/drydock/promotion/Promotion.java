package dev.drydock.promotion;

import dev.drydock.attest.key.SigningKey;
import dev.drydock.image.registry.RegistryRepository;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What is to be promoted, to where.
///
/// @param source the repository with the image that its reference names
/// @param destination the repository that it goes to
/// @param tag under which it will be seen there
/// @param requirements what has to lie beside the image, all of it
/// @param key signs what is written about it; `null` where nobody signs
/// @param by who does this, for people: who signed is told by the key
/// @param policy which one judges, for people
public record Promotion(
    RegistryRepository source,
    RegistryRepository destination,
    String tag,
    List<Requirement> requirements,
    @Nullable SigningKey key,
    String by,
    String policy) {

  public Promotion {
    requirements = List.copyOf(requirements);
  }

  /// `registry.example.org/shop:1.4`.
  public String from() {
    return source.reference().toString();
  }

  public String to() {
    return destination.reference().registry()
        + "/"
        + destination.reference().repository()
        + ":"
        + tag;
  }
}
