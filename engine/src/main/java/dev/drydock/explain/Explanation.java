package dev.drydock.explain;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// A vulnerability in plain words, with the facts that the words were made of.
///
/// @param attack what the CVSS vector says; `null` where no record has one that can be read
/// @param packages all that the records name, packages of languages first
/// @param relevance what it means for one image; `null` where none was asked about
/// @param sections the words
public record Explanation(
    Dossier dossier,
    @Nullable Attack attack,
    List<Weakness> weaknesses,
    List<AffectedPackage> packages,
    List<PackageKind> kinds,
    List<String> references,
    @Nullable Relevance relevance,
    List<Section> sections) {

  public Explanation {
    weaknesses = List.copyOf(weaknesses);
    packages = List.copyOf(packages);
    kinds = List.copyOf(kinds);
    references = List.copyOf(references);
    sections = List.copyOf(sections);
  }
}
