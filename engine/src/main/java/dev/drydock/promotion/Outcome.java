package dev.drydock.promotion;

import dev.drydock.image.Digest;
import dev.drydock.promotion.copy.BlobInventory;
import dev.drydock.promotion.copy.Copied;
import dev.drydock.promotion.graph.ImageGraph;
import java.util.List;

/// What a promotion came to.
public sealed interface Outcome {
  /// Whether the image goes to its destination.
  boolean passes();

  /// What was judged, and copied where it was.
  Digest digest();

  /// Each image that could be run.
  List<Judged> judged();

  /// What whoever reads this should know, one plain line each.
  List<String> notes();

  /// It is at its destination, whole, under its tag.
  ///
  /// @param companions documents that lie beside it, there too
  /// @param attested whether something was written about this; not where all of it was there before
  record Promoted(
      Digest digest,
      List<Judged> judged,
      Copied copied,
      int companions,
      boolean attested,
      List<String> notes)
      implements Outcome {
    public Promoted {
      judged = List.copyOf(judged);
      notes = List.copyOf(notes);
    }

    @Override
    public boolean passes() {
      return true;
    }
  }

  /// It is not to go on, and nothing of it is to be seen at its destination.
  ///
  /// @param problems why, beside verdicts that say no; one plain line each
  record Refused(Digest digest, List<Judged> judged, List<String> problems, List<String> notes)
      implements Outcome {
    public Refused {
      judged = List.copyOf(judged);
      problems = List.copyOf(problems);
      notes = List.copyOf(notes);
    }

    @Override
    public boolean passes() {
      return false;
    }
  }

  /// What would happen.
  ///
  /// @param problems why it would be refused, beside verdicts that say no; one plain line each
  record Foreseen(
      Digest digest,
      List<Judged> judged,
      List<String> problems,
      ImageGraph graph,
      BlobInventory blobs,
      List<String> notes)
      implements Outcome {
    public Foreseen {
      judged = List.copyOf(judged);
      problems = List.copyOf(problems);
      notes = List.copyOf(notes);
    }

    @Override
    public boolean passes() {
      return problems.isEmpty() && judged.stream().allMatch(one -> one.verdict().passes());
    }
  }
}
