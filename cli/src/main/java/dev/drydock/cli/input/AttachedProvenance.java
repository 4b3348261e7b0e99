package dev.drydock.cli.input;

import dev.drydock.cli.command.Invocation;
import dev.drydock.cli.console.ErrorLine;
import dev.drydock.cli.console.Failure;
import dev.drydock.image.Attestation;
import dev.drydock.image.Digest;
import dev.drydock.image.Image;
import dev.drydock.image.registry.AttachedDocuments;
import dev.drydock.limits.Limits;
import dev.drydock.origin.provenance.BuildProvenance;
import dev.drydock.origin.provenance.ProvenanceReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What the builder of an image wrote down beside it. Nobody has verified it.
///
/// @param provenance the first that can be read; `null` where there is none
/// @param warnings what could not be used, one line each
public record AttachedProvenance(@Nullable BuildProvenance provenance, List<String> warnings) {
  private static final String TYPE = "https://slsa.dev/provenance/";

  public AttachedProvenance {
    warnings = List.copyOf(warnings);
  }

  static AttachedProvenance none() {
    return new AttachedProvenance(null, List.of());
  }

  /// Fails where a command line asks for provenance in a way that there is not.
  public static void requireWord(Invocation invocation, Inputs inputs) throws Failure {
    String word = invocation.value("--provenance");
    if (word != null) {
      inputs.requireOne("--provenance");
      if (!word.equals("attached")) {
        throw Failure.usage(
            "--provenance is '" + ErrorLine.oneLine(word) + "'; it can be attached");
      }
    }
  }

  /// What lies beside an open image and costs nothing to be had.
  public static AttachedProvenance of(Image image, Limits limits)
      throws IOException, InterruptedException {
    Set<String> digests = new HashSet<>();
    for (Digest digest : new Digest[] {image.digest(), image.indexDigest()}) {
      if (digest != null) {
        digests.add(digest.toString());
      }
    }
    Search search = new Search(new ProvenanceReader(limits), digests);
    List<Attestation> attestations;
    try {
      attestations = image.attestations();
    } catch (IOException e) {
      return new AttachedProvenance(null, List.of("passed over: " + ErrorLine.of(e)));
    }
    for (Attestation one : attestations) {
      if (one.predicateType().startsWith(TYPE) && search.found == null) {
        search.look("the provenance of " + image.reference(), one.content());
      }
    }
    return search.result();
  }

  /// What was found in a registry.
  public static AttachedProvenance of(
      AttachedDocuments.Found found, String reference, Limits limits) throws InterruptedException {
    Set<String> digests = new HashSet<>();
    found.subjects().forEach(subject -> digests.add(subject.toString()));
    Search search = new Search(new ProvenanceReader(limits), digests);
    search.warnings.addAll(found.warnings());
    for (AttachedDocuments.Attached one : found.documents()) {
      if (search.found == null) {
        search.look(one.origin() + " of " + reference, one::document);
      }
    }
    if (search.found == null) {
      search.warnings.add("no provenance of BuildKit is attached to " + reference);
    }
    return search.result();
  }

  private static final class Search {
    private final ProvenanceReader reader;
    private final Set<String> image;
    private final List<String> warnings = new ArrayList<>();
    private @Nullable BuildProvenance found;

    Search(ProvenanceReader reader, Set<String> image) {
      this.reader = reader;
      this.image = image;
    }

    void look(String what, Attestation.Content content) throws InterruptedException {
      try {
        found = reader.read(content.read(), what, image).orElse(null);
      } catch (IOException e) {
        warnings.add("passed over: " + ErrorLine.of(e));
      }
      if (found != null) {
        for (String warning : found.warnings()) {
          warnings.add(what + ": " + warning);
        }
      }
    }

    AttachedProvenance result() {
      return new AttachedProvenance(found, warnings);
    }
  }
}
