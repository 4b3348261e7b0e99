package dev.drydock.bom;

import java.util.Optional;

/// The name under which a release of Debian or Ubuntu goes beside its number: `bookworm` is Debian
/// 12.
///
/// A release in the making has none here: `forky` and `sid` are nothing to build upon.
///
/// @param distribution `debian` or `ubuntu`
/// @param release as in the table of releases: `12`, `22.04`
public record Codename(String distribution, String release) {

  /// Empty for every other word.
  public static Optional<Codename> of(String word) {
    String debian = debian(word);
    String ubuntu = debian.isEmpty() ? ubuntu(word) : "";
    return debian.isEmpty() && ubuntu.isEmpty()
        ? Optional.empty()
        : Optional.of(new Codename(debian.isEmpty() ? "ubuntu" : "debian", debian + ubuntu));
  }

  /// `""` where Debian has no such release.
  public static String debian(String word) {
    return switch (word) {
      case "jessie" -> "8";
      case "stretch" -> "9";
      case "buster" -> "10";
      case "bullseye" -> "11";
      case "bookworm" -> "12";
      case "trixie" -> "13";
      default -> "";
    };
  }

  private static String ubuntu(String word) {
    return switch (word) {
      case "precise" -> "12.04";
      case "trusty" -> "14.04";
      case "xenial" -> "16.04";
      case "bionic" -> "18.04";
      case "cosmic" -> "18.10";
      case "disco" -> "19.04";
      case "eoan" -> "19.10";
      case "focal" -> "20.04";
      case "groovy" -> "20.10";
      case "hirsute" -> "21.04";
      case "impish" -> "21.10";
      case "jammy" -> "22.04";
      case "kinetic" -> "22.10";
      case "lunar" -> "23.04";
      case "mantic" -> "23.10";
      case "noble" -> "24.04";
      case "oracular" -> "24.10";
      case "plucky" -> "25.04";
      case "questing" -> "25.10";
      case "resolute" -> "26.04";
      default -> "";
    };
  }
}
