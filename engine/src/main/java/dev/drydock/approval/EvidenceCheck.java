package dev.drydock.approval;

import dev.drydock.attest.Checked;
import dev.drydock.attest.Verification;
import dev.drydock.attest.statement.PredicateType;
import dev.drydock.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Whether what has to be known about an image before it is approved lies beside it: statements of
/// the pipeline that made it, each signed by a key that is trusted.
///
/// @param found the newest of each type
/// @param objections what is missing or did not pass, one line each
public record EvidenceCheck(List<Decision.Evidence> found, List<String> objections) {
  public EvidenceCheck {
    found = List.copyOf(found);
    objections = List.copyOf(objections);
  }

  /// What is wanted where nobody says otherwise.
  public static List<String> usual() {
    return List.of(
        PredicateType.HARDENING.uri(),
        PredicateType.TEST.uri(),
        PredicateType.SCAN.uri(),
        PredicateType.VERDICT.uri());
  }

  /// @param verification of all that lies beside the image
  /// @param wanted URIs of predicates
  public static EvidenceCheck of(Verification verification, List<String> wanted) {
    List<Decision.Evidence> found = new ArrayList<>();
    List<String> objections = new ArrayList<>();
    for (String type : wanted) {
      Checked.Trusted newest = verification.newest(type).orElse(null);
      if (newest == null) {
        objections.add("no trusted " + word(type) + " lies beside it");
      } else if (failed(newest)) {
        objections.add("the newest trusted " + word(type) + " says: failed");
      } else {
        found.add(new Decision.Evidence(newest.predicateType(), newest.source().digest()));
      }
    }
    return new EvidenceCheck(found, objections);
  }

  /// For an index: what is said of it stands for its images too, of which each has all that is
  /// wanted, or the index has; nothing of either says that it failed.
  ///
  /// @param index verification of what lies beside the index
  /// @param images of what lies beside each of its images, by platform
  public static EvidenceCheck of(
      Verification index, Map<String, Verification> images, List<String> wanted) {
    List<Decision.Evidence> found = new ArrayList<>();
    List<String> objections = new ArrayList<>();
    for (String type : wanted) {
      boolean whole = index.newest(type).isPresent();
      if (whole) {
        EvidenceCheck check = of(index, List.of(type));
        found.addAll(check.found);
        objections.addAll(check.objections);
      }
      images.forEach(
          (platform, image) -> {
            if (!whole || image.newest(type).isPresent()) {
              EvidenceCheck check = of(image, List.of(type));
              found.addAll(check.found);
              check.objections.forEach(one -> objections.add(platform + ": " + one));
            }
          });
    }
    return new EvidenceCheck(found, objections);
  }

  private static boolean failed(Checked.Trusted document) {
    Boolean passed = document.passed();
    Json result = document.predicate().get("result").orElse(null);
    return passed == null
        ? result instanceof Json.Text(String word) && !word.equals("passed")
        : !passed;
  }

  /// `test`, or the URI of what has no shorter name.
  public static String word(String type) {
    return PredicateType.of(type).map(PredicateType::word).orElse(type);
  }
}
