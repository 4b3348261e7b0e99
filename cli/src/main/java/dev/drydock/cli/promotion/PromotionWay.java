package dev.drydock.cli.promotion;

import dev.drydock.attest.key.KeyFiles;
import dev.drydock.attest.key.VerificationKey;
import dev.drydock.cli.console.ErrorLine;
import dev.drydock.cli.console.Failure;
import dev.drydock.cli.signing.SigningCommands;
import dev.drydock.image.registry.ImageReference;
import dev.drydock.image.source.ImageRequest;
import dev.drydock.policy.rule.Downstream;
import dev.drydock.policy.rule.Downstreams;
import dev.drydock.promotion.Requirement;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// From where to where an image is promoted, as the user and the policy say.
///
/// @param destination with the tag that the image gets there
/// @param key the private key that the policy names; `null` where it names none
record PromotionWay(
    ImageReference source,
    ImageReference destination,
    List<Requirement> requirements,
    @Nullable String key) {

  /// @param from as the user wrote it
  /// @param to the same; `null` where the policy has to know
  static PromotionWay of(String from, @Nullable String to, Downstreams downstreams)
      throws IOException, Failure {
    ImageReference source = parse(from);
    String repository = repository(source);
    String target = to == null ? destination(repository, downstreams) : registryPart(to);
    ImageReference named = parse(target);
    if (named.digest() != null) {
      throw Failure.usage(
          "an image is promoted to a tag, and "
              + ErrorLine.oneLine(target)
              + " names a digest; leave it out");
    }
    ImageReference destination = tagged(source, named, target);
    List<Downstream> binding = downstreams.binding(repository, repository(destination));
    if (binding.isEmpty() && !downstreams.isEmpty()) {
      throw Failure.refused(
          "no way downstream of the policy leads from "
              + repository
              + " to "
              + repository(destination)
              + "; see `drydock policy explain`");
    }
    if (repository.equals(repository(destination))
        && String.valueOf(source.tag()).equals(destination.tag())) {
      throw Failure.usage(
          "source and destination are the same, " + destination + "; name another destination");
    }
    List<Requirement> requirements = new ArrayList<>();
    String key = null;
    for (Downstream way : binding) {
      if (!way.require().isEmpty()) {
        requirements.add(requirement(way));
      }
      key = key == null ? way.key() : key;
    }
    return new PromotionWay(source, destination, requirements, key);
  }

  private static String destination(String repository, Downstreams downstreams) throws Failure {
    return downstreams
        .destination(repository)
        .orElseThrow(
            () ->
                Failure.usage(
                    downstreams.isEmpty()
                        ? "promote needs to know where to: name a destination after the image, or"
                            + " write `downstream` into the policy (docs/promotion.md)"
                        : "no way downstream of the policy is for images of "
                            + repository
                            + "; see `drydock policy explain`"));
  }

  /// The same tag as at the source, where none is named.
  private static ImageReference tagged(ImageReference source, ImageReference named, String target)
      throws Failure {
    boolean given = target.lastIndexOf(':') > target.lastIndexOf('/');
    String tag = given ? named.tag() : source.tag();
    if (tag == null) {
      throw Failure.usage(
          "the image is named by its digest, so that its destination needs a tag: "
              + ErrorLine.oneLine(target)
              + ":1.0, for instance");
    }
    return new ImageReference(named.registry(), named.repository(), tag, null);
  }

  private static Requirement requirement(Downstream way) throws IOException, Failure {
    List<VerificationKey> keys = new ArrayList<>();
    for (Downstream.PublicKey key : way.keys()) {
      keys.add(KeyFiles.verificationKey(key.content(), ErrorLine.oneLine(key.name())));
    }
    Map<String, String> types = new LinkedHashMap<>();
    for (String word : way.require()) {
      types.put(word, SigningCommands.uri(word));
    }
    return new Requirement(types, keys, way.maxAge() == null ? null : way.maxAge().length());
  }

  private static String repository(ImageReference reference) {
    return reference.registry() + "/" + reference.repository();
  }

  private static ImageReference parse(String text) throws Failure {
    try {
      return ImageReference.parse(registryPart(text));
    } catch (IllegalArgumentException e) {
      throw Failure.usage(ErrorLine.oneLine(String.valueOf(e.getMessage())));
    }
  }

  /// Without the word that says where to look.
  private static String registryPart(String text) throws Failure {
    String word = ImageRequest.Scheme.REGISTRY.word() + ":";
    if (text.startsWith(word)) {
      return text.substring(word.length());
    }
    for (ImageRequest.Scheme scheme : ImageRequest.Scheme.values()) {
      // docker:5000/app could be a registry called so
      if (text.startsWith(scheme.word() + ":")
          && text.length() > scheme.word().length() + 1
          && !Character.isDigit(text.charAt(scheme.word().length() + 1))) {
        throw Failure.usage(
            "images are promoted from registry to registry; push "
                + ErrorLine.oneLine(text)
                + " first, and name it as registry.example.org/shop:1.4");
      }
    }
    return text;
  }
}
