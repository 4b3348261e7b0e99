package dev.drydock.image.manifest;

import dev.drydock.image.ImageException;
import dev.drydock.image.ImageException.Kind;
import dev.drydock.image.Platform;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Which manifest of an index fits a platform.
///
/// An exact match is best, then a variant that the wanted processor runs too, then an entry that
/// says nothing of its platform. Attestations that builders file beside the images are not
/// candidates.
///
/// @param chosen may be an index itself, which the caller opens in turn
/// @param warning what the user should know of the choice; `null` where it is plain
/// @param ambiguous whether others fit as well as the chosen one
public record PlatformSelection(Descriptor chosen, @Nullable String warning, boolean ambiguous) {
  private static final String ATTESTATION = "vnd.docker.reference.type";
  private static final int NO_MATCH = Integer.MAX_VALUE;
  private static final int ANY_VARIANT = 1_000;
  private static final int NO_PLATFORM = 2_000;

  /// @param given whether the user asked for this platform, which is then the only one that will do
  /// @throws ImageException where nothing fits, saying what there is
  public static PlatformSelection from(
      ImageIndex index, Platform wanted, boolean given, String what) throws ImageException {
    List<Descriptor> images = images(index);
    if (images.isEmpty()) {
      throw new ImageException(
          Kind.UNSUPPORTED, what + " is an index without any image; check the reference");
    }
    Platform normal = normal(wanted);
    Descriptor best = null;
    int bestDistance = NO_MATCH;
    int equals = 0;
    for (Descriptor image : images) {
      int distance = distance(image.platform(), normal, wanted.variant() != null);
      if (distance < bestDistance) {
        best = image;
        bestDistance = distance;
        equals = 1;
      } else if (distance == bestDistance && distance != NO_MATCH) {
        equals++;
      }
    }
    if (best != null) {
      String warning = choiceWarning(bestDistance, equals, what);
      return new PlatformSelection(best, warning, warning != null);
    }
    if (!given && images.size() == 1) {
      Descriptor only = images.getFirst();
      return new PlatformSelection(
          only,
          what + " has no image for " + wanted + "; took the only one, " + only.platform(),
          false);
    }
    throw noMatch(what, wanted, images);
  }

  /// Checks an image that was reached without its platform being told beforehand.
  ///
  /// @throws ImageException where the user asked for a platform and the config names another
  public static void confirm(Platform actual, Platform wanted, boolean given, String what)
      throws ImageException {
    boolean told = !actual.os().equals("unknown") && !actual.architecture().equals("unknown");
    if (given && told && distance(actual, normal(wanted), wanted.variant() != null) == NO_MATCH) {
      throw new ImageException(
          Kind.UNSUPPORTED,
          what
              + " is an image for "
              + actual
              + ", not for "
              + wanted
              + "; leave --platform away to read it");
    }
  }

  private static @Nullable String choiceWarning(int distance, int equals, String what) {
    if (equals == 1 || distance < ANY_VARIANT && distance > 0) {
      return null;
    }
    return what + " lists " + equals + " images that fit equally; took the first";
  }

  /// What an index lists that can be an image or an index of images: no attestations, no artifacts.
  public static List<Descriptor> images(ImageIndex index) {
    List<Descriptor> images = new ArrayList<>();
    for (Descriptor manifest : index.manifests()) {
      Platform platform = manifest.platform();
      boolean unknown =
          platform != null
              && platform.os().equals("unknown")
              && platform.architecture().equals("unknown");
      if (!unknown
          && !manifest.annotations().containsKey(ATTESTATION)
          && MediaTypes.isImageConfig(MediaTypes.bare(manifest.artifactType()))
          && (manifest.mediaType().isEmpty()
              || MediaTypes.isManifest(manifest.mediaType())
              || MediaTypes.isIndex(manifest.mediaType()))) {
        images.add(manifest);
      }
    }
    return images;
  }

  /// 0 for the very platform, more for a lesser fit.
  private static int distance(@Nullable Platform offered, Platform wanted, boolean variantGiven) {
    if (offered == null) {
      return NO_PLATFORM;
    }
    Platform normal = normal(offered);
    if (!normal.os().equals(wanted.os()) || !normal.architecture().equals(wanted.architecture())) {
      return NO_MATCH;
    }
    int step = level(wanted.variant()) - level(normal.variant());
    if (step >= 0) {
      return step;
    }
    return variantGiven ? NO_MATCH : ANY_VARIANT - step;
  }

  /// The number of a variant: `v7` is 7; each runs what the ones below it run.
  private static int level(@Nullable String variant) {
    if (variant == null || variant.length() != 2 || variant.charAt(0) != 'v') {
      return 0;
    }
    int digit = variant.charAt(1) - '0';
    return digit >= 0 && digit <= 9 ? digit : 0;
  }

  /// The same platform with other names of the processor replaced, and the variant that goes
  /// without saying said.
  private static Platform normal(Platform platform) {
    String variant = platform.variant();
    return switch (platform.architecture()) {
      case "amd64", "x86_64", "x86-64" ->
          new Platform(platform.os(), "amd64", variant == null ? "v1" : variant);
      case "arm64", "aarch64" ->
          new Platform(
              platform.os(), "arm64", variant == null || variant.equals("8") ? "v8" : variant);
      case "arm" ->
          new Platform(
              platform.os(),
              "arm",
              variant == null ? "v7" : variant.length() == 1 ? "v" + variant : variant);
      case "armhf" -> new Platform(platform.os(), "arm", "v7");
      case "armel" -> new Platform(platform.os(), "arm", "v6");
      case "i386", "i686", "x86" -> new Platform(platform.os(), "386", null);
      default -> platform;
    };
  }

  private static ImageException noMatch(String what, Platform wanted, List<Descriptor> images) {
    Set<String> offered = new LinkedHashSet<>();
    for (Descriptor image : images) {
      offered.add(ManifestReader.oneLine(String.valueOf(image.platform())));
      if (offered.size() == 20) {
        break;
      }
    }
    return new ImageException(
        Kind.UNSUPPORTED,
        what
            + " has no image for "
            + wanted
            + "; choose with --platform one of "
            + String.join(", ", offered));
  }
}
