package dev.drydock.explain;

import dev.drydock.match.Finding.Rating;
import dev.drydock.match.cvss.Cvss;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// How an attack goes, out of a CVSS vector: the same few questions whichever version of CVSS
/// answers them.
///
/// @param source who wrote the vector
/// @param hard whether it needs circumstances that the attacker does not control
/// @param person what a person has to do for it; `null` where the version of CVSS does not say
/// @param confidentiality how much of what is secret is lost; likewise `integrity` of what is
///   right, `availability` of what runs
/// @param spreads whether the harm reaches beyond the software itself
public record Attack(
    String vector,
    Cvss.Version version,
    double score,
    String source,
    Reach reach,
    boolean hard,
    Account account,
    @Nullable Person person,
    Loss confidentiality,
    Loss integrity,
    Loss availability,
    boolean spreads) {

  /// From where. The words are part of documents' contract.
  public enum Reach {
    NETWORK,
    ADJACENT,
    LOCAL,
    PHYSICAL
  }

  /// What the attacker has to be allowed beforehand.
  public enum Account {
    NONE,
    ORDINARY,
    /// an administrator's, or logging in more than once
    PRIVILEGED
  }

  /// What somebody else has to do.
  public enum Person {
    NOTHING,
    /// what they do anyway
    ORDINARY_USE,
    /// open a file, follow a link, pass over a warning
    SOMETHING
  }

  /// How much.
  public enum Loss {
    NONE,
    SOME,
    ALL
  }

  /// Out of the first vector that can be read.
  static Optional<Attack> of(List<Rating> ratings) {
    for (Rating rating : ratings) {
      if (rating.vector() != null) {
        Optional<Cvss> cvss = Cvss.of(rating.vector());
        if (cvss.isPresent()) {
          return Optional.of(of(cvss.get(), rating.source()));
        }
      }
    }
    return Optional.empty();
  }

  /// @param cvss has been read, so that every base metric is there
  static Attack of(Cvss cvss, String source) {
    Map<String, String> metrics = metrics(cvss.vector());
    return switch (cvss.version()) {
      case V2 -> ofVersion2(cvss, source, metrics);
      case V3_0, V3_1 -> ofVersion3(cvss, source, metrics);
      case V4_0 -> ofVersion4(cvss, source, metrics);
    };
  }

  private static Attack ofVersion2(Cvss cvss, String source, Map<String, String> metrics) {
    return new Attack(
        cvss.vector(),
        cvss.version(),
        cvss.score(),
        source,
        reach(metrics),
        !is(metrics, "AC", "L"),
        switch (metrics.getOrDefault("Au", "")) {
          case "N" -> Account.NONE;
          case "S" -> Account.ORDINARY;
          default -> Account.PRIVILEGED;
        },
        null,
        loss(metrics, "C"),
        loss(metrics, "I"),
        loss(metrics, "A"),
        false);
  }

  private static Attack ofVersion3(Cvss cvss, String source, Map<String, String> metrics) {
    return new Attack(
        cvss.vector(),
        cvss.version(),
        cvss.score(),
        source,
        reach(metrics),
        is(metrics, "AC", "H"),
        account(metrics),
        is(metrics, "UI", "N") ? Person.NOTHING : Person.SOMETHING,
        loss(metrics, "C"),
        loss(metrics, "I"),
        loss(metrics, "A"),
        is(metrics, "S", "C"));
  }

  private static Attack ofVersion4(Cvss cvss, String source, Map<String, String> metrics) {
    return new Attack(
        cvss.vector(),
        cvss.version(),
        cvss.score(),
        source,
        reach(metrics),
        is(metrics, "AC", "H") || is(metrics, "AT", "P"),
        account(metrics),
        switch (metrics.getOrDefault("UI", "")) {
          case "N" -> Person.NOTHING;
          case "P" -> Person.ORDINARY_USE;
          default -> Person.SOMETHING;
        },
        loss(metrics, "VC"),
        loss(metrics, "VI"),
        loss(metrics, "VA"),
        !is(metrics, "SC", "N") || !is(metrics, "SI", "N") || !is(metrics, "SA", "N"));
  }

  private static Reach reach(Map<String, String> metrics) {
    return switch (metrics.getOrDefault("AV", "")) {
      case "N" -> Reach.NETWORK;
      case "A" -> Reach.ADJACENT;
      case "L" -> Reach.LOCAL;
      default -> Reach.PHYSICAL;
    };
  }

  private static Account account(Map<String, String> metrics) {
    return switch (metrics.getOrDefault("PR", "")) {
      case "N" -> Account.NONE;
      case "L" -> Account.ORDINARY;
      default -> Account.PRIVILEGED;
    };
  }

  /// `C` is version 2's complete, `H` the others' high; `P` and `L` are less.
  private static Loss loss(Map<String, String> metrics, String name) {
    return switch (metrics.getOrDefault(name, "")) {
      case "C", "H" -> Loss.ALL;
      case "P", "L" -> Loss.SOME;
      default -> Loss.NONE;
    };
  }

  private static boolean is(Map<String, String> metrics, String name, String value) {
    return value.equals(metrics.get(name));
  }

  private static Map<String, String> metrics(String vector) {
    Map<String, String> metrics = new HashMap<>();
    for (String metric : vector.split("[/()]")) {
      int colon = metric.indexOf(':');
      if (colon > 0) {
        metrics.put(metric.substring(0, colon), metric.substring(colon + 1));
      }
    }
    return metrics;
  }
}
