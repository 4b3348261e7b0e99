package dev.drydock.bom;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Why a package is there, as its package manager knows it. With the dependencies of the [Bom], it
/// tells what else goes when a package does.
///
/// @param alternativeFor names of packages that need this one or another one that is there: as
///   dependencies, [Bom#dependencies()] has only one of these
/// @param recommendedBy names of packages that recommend or suggest it: for their sake it is not
///   taken away as something that nobody needs
/// @param linkedBy some of the files that no package owns and that are linked with a library of it;
///   `null` where nobody looked, or not all of them could be looked at
public record Installation(
    Reason reason,
    List<String> alternativeFor,
    List<String> recommendedBy,
    @Nullable List<String> linkedBy) {
  public Installation {
    alternativeFor = List.copyOf(alternativeFor);
    recommendedBy = List.copyOf(recommendedBy);
    linkedBy = linkedBy == null ? null : List.copyOf(linkedBy);
  }

  /// Nobody looked who is linked with it.
  public Installation(Reason reason, List<String> alternativeFor, List<String> recommendedBy) {
    this(reason, alternativeFor, recommendedBy, null);
  }

  /// The same, after somebody looked.
  public Installation linkedBy(List<String> files) {
    return new Installation(reason, alternativeFor, recommendedBy, files);
  }

  /// The words are part of documents' contract.
  public enum Reason {
    /// the system does not go without it
    SYSTEM,
    /// somebody asked for it, or nothing says that nobody did
    REQUESTED,
    /// only because others need or recommend it
    AUTOMATIC;

    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
