package dev.drydock.cli.input;

import dev.drydock.cli.console.ErrorLine;
import dev.drydock.image.Digest;
import dev.drydock.image.registry.AttachedDocuments;
import dev.drydock.limits.Limits;
import dev.drydock.vex.VexDocument;
import dev.drydock.vex.VexReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// The VEX documents beside an image in its registry. Nobody has verified who wrote them, which is
/// said with each of their statements.
///
/// @param notes for the user, whatever the documents say
/// @param warnings what could not be used
public record AttachedVex(List<VexDocument> documents, List<String> notes, List<String> warnings) {
  private static final int SHOWN = 19;

  public AttachedVex {
    documents = List.copyOf(documents);
    notes = List.copyOf(notes);
    warnings = List.copyOf(warnings);
  }

  public static AttachedVex none() {
    return new AttachedVex(List.of(), List.of(), List.of());
  }

  public static AttachedVex read(AttachedDocuments.Found found, String reference, Limits limits) {
    Set<String> image = new HashSet<>();
    for (Digest subject : found.subjects()) {
      image.add(subject.toString());
    }
    VexReader reader = new VexReader(limits);
    List<VexDocument> documents = new ArrayList<>();
    List<String> warnings = new ArrayList<>(found.warnings());
    for (AttachedDocuments.Attached one : found.documents()) {
      String digest = one.digest().toString().substring(0, SHOWN);
      String source =
          one.origin() + " of " + reference + " (" + digest + "…, signature not verified)";
      try {
        reader.readAttached(one.document(), source, image).ifPresent(documents::add);
      } catch (IOException e) {
        warnings.add("passed over: " + ErrorLine.of(e));
      }
    }
    int count = documents.size();
    String note =
        count == 0
            ? "no VEX document is attached to " + reference
            : (count == 1 ? "1 VEX document is" : count + " VEX documents are")
                + " attached to "
                + reference
                + "; signatures were not verified";
    return new AttachedVex(documents, List.of(note), warnings);
  }
}
