package dev.drydock.explain;

import dev.drydock.bom.Component;
import dev.drydock.fix.Effort;
import dev.drydock.fix.Plan;
import dev.drydock.match.Finding;
import dev.drydock.origin.Origin;
import dev.drydock.triage.Judgement;
import dev.drydock.vex.Statement;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a vulnerability means for one image, with the evidence.
///
/// @param image as the user named it
/// @param present what has it, or may have it; with `SILENCED` what a VEX statement clears
/// @param cleared packages that records name and whose version here is not affected
/// @param namesakes packages of a name that records have, for which no record speaks
/// @param components how many there are in the image
/// @param unreadable how many files could not be read, which might have told of more
public record Relevance(
    String image,
    Verdict verdict,
    List<Present> present,
    List<Cleared> cleared,
    List<Component> namesakes,
    int components,
    int unreadable) {

  public Relevance {
    present = List.copyOf(present);
    cleared = List.copyOf(cleared);
    namesakes = List.copyOf(namesakes);
  }

  /// The words are part of documents' contract.
  public enum Verdict {
    AFFECTED("affected"),
    /// a version cannot be compared
    UNDETERMINED("undetermined"),
    /// a VEX statement says that it is not affected, or fixed
    SILENCED("silenced"),
    /// a package is there that had it, in a version that does not
    NOT_AFFECTED("not-affected"),
    /// a package of that name is there, and the advisories of its distribution do not name it
    NOT_NAMED("not-named"),
    /// none of the packages is there
    NOT_PRESENT("not-present"),
    /// a package of that name is there, and there are no advisories for its distribution
    UNKNOWN("unknown");

    private final String word;

    Verdict(String word) {
      this.word = word;
    }

    public String word() {
      return word;
    }

    /// Whether there is something to do, or to find out.
    public boolean open() {
      return this == AFFECTED || this == UNDETERMINED || this == UNKNOWN;
    }
  }

  /// A finding of the image that is this vulnerability.
  ///
  /// @param judgement `null` of what VEX silenced
  /// @param origin `null` where nobody can tell
  /// @param removal the action of the plan that removes it; `null` where none does
  /// @param stays why none does; `null` where one does, and of what VEX silenced
  /// @param statement of VEX about it; `null` where there is none
  public record Present(
      Finding finding,
      @Nullable Judgement judgement,
      @Nullable Origin origin,
      List<Place> places,
      @Nullable Removal removal,
      Plan.@Nullable Reason stays,
      @Nullable Statement statement) {
    public Present {
      places = List.copyOf(places);
    }
  }

  /// A file that tells of a component.
  ///
  /// @param layer counted from 0, the lowest
  /// @param layerId its diffID or digest
  /// @param instruction that made the layer
  public record Place(
      String path, int layer, @Nullable String layerId, @Nullable String instruction) {}

  /// An action of the plan.
  ///
  /// @param number its place in the plan, from 1
  /// @param upgrade the one of several that removes it: `openssl 1.1.1n → 1.1.1w`; `null` where the
  ///   title tells it
  /// @param alsoRemoves other vulnerabilities that go with it
  public record Removal(
      int number, String title, @Nullable String upgrade, Effort effort, List<String> alsoRemoves) {
    public Removal {
      alsoRemoves = List.copyOf(alsoRemoves);
    }
  }

  /// A package whose version no record calls affected, or of which nothing is there that a record
  /// is about.
  ///
  /// @param advisories that speak of it
  /// @param compared the version that was compared
  /// @param notLinked packages of a Go module that records are about, none of which a program has;
  ///   empty where the version decides
  public record Cleared(
      Component component,
      String ecosystem,
      String packageName,
      List<String> advisories,
      String compared,
      List<String> fixedIn,
      List<String> notLinked) {
    public Cleared {
      notLinked = List.copyOf(notLinked);
      advisories = List.copyOf(advisories);
      fixedIn = List.copyOf(fixedIn);
    }
  }
}
