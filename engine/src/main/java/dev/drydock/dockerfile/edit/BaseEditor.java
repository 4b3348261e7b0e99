package dev.drydock.dockerfile.edit;

import dev.drydock.dockerfile.Dockerfile;
import dev.drydock.dockerfile.DockerfileException;
import dev.drydock.dockerfile.Stage;
import dev.drydock.dockerfile.resolution.Base;
import dev.drydock.dockerfile.resolution.Resolution;
import dev.drydock.text.TextEdit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Changes what a stage builds upon, where the Dockerfile says so. Every change is read again
/// before it is given out: it does what it says, or is refused.
final class BaseEditor {
  private final Resolution resolution;

  BaseEditor(Resolution resolution) {
    this.resolution = resolution;
  }

  BaseEdit change(Stage stage, String newReference) {
    try {
      if (!ImageName.isPlain(newReference)) {
        throw new RefusalException("the new base is no reference of an image");
      }
      return change(stage, current(stage), ImageName.of(newReference));
    } catch (RefusalException e) {
      return new BaseEdit.Refused(e.reason());
    }
  }

  BaseEdit pin(Stage stage, String digest) {
    try {
      if (!ImageName.isDigest(digest)) {
        throw new RefusalException("no digest: one looks like sha256:… with 64 digits");
      }
      ImageName before = current(stage);
      return change(stage, before, new ImageName(before.repository(), before.tag(), digest));
    } catch (RefusalException e) {
      return new BaseEdit.Refused(e.reason());
    }
  }

  private ImageName current(Stage stage) throws RefusalException {
    return switch (resolution.base(stage)) {
      case Base.Image image -> ImageName.of(image.reference());
      case Base.EarlierStage earlier ->
          throw new RefusalException(
              "%s builds upon %s: change the base of that"
                  .formatted(stage.title(), earlier.stage().title()));
      case Base.Scratch scratch ->
          throw new RefusalException(
              stage.title() + " builds upon scratch: it has no base to change");
      case Base.Unresolved unresolved ->
          throw new RefusalException(
              "line %d: what %s builds upon cannot be told: %s"
                  .formatted(stage.from().firstLine(), stage.title(), unresolved.reason()));
    };
  }

  private BaseEdit change(Stage stage, ImageName before, ImageName wanted) throws RefusalException {
    // docker.io/library/node and node are one: what people wrote stays
    ImageName after =
        before.sameRepository(wanted) ? wanted.withRepository(before.repository()) : wanted;
    if (before.equals(after)) {
      return new BaseEdit.Satisfied();
    }
    List<TextEdit> edits =
        ReferenceEdits.of(stage, resolution.reference(stage).fragments(), after).stream()
            .sorted(Comparator.comparingInt(TextEdit::start))
            .toList();
    Resolution changed = readAgain(edits);
    Stage same = changed == null ? null : changed.file().stages().get(stage.index());
    if (changed == null
        || same == null
        || !(changed.base(same) instanceof Base.Image image)
        || !image.reference().equals(after.toString())) {
      throw new RefusalException(
          "line %d: its variables are not put together in a way that is changed safely: write %s"
              .formatted(stage.from().firstLine(), after));
    }
    return new BaseEdit.Changed(
        edits,
        line(edits.getFirst().start()),
        before.toString(),
        after.toString(),
        alsoChanged(stage, changed),
        notes(stage, before, after, image));
  }

  private @Nullable Resolution readAgain(List<TextEdit> edits) {
    Dockerfile file = resolution.file();
    try {
      Dockerfile changed = Dockerfile.parse(file.path(), TextEdit.apply(file.text(), edits));
      return changed.stages().size() == file.stages().size()
          ? Resolution.of(changed, resolution.arguments())
          : null;
    } catch (DockerfileException e) {
      return null;
    }
  }

  private List<Stage> alsoChanged(Stage stage, Resolution changed) {
    List<Stage> others = new ArrayList<>();
    for (Stage other : resolution.file().stages()) {
      Stage after = changed.file().stages().get(other.index());
      if (other.index() != stage.index()
          && resolution.base(other) instanceof Base.Image before
          && !(changed.base(after) instanceof Base.Image image
              && image.reference().equals(before.reference()))) {
        others.add(other);
      }
    }
    return others;
  }

  private List<String> notes(Stage stage, ImageName before, ImageName after, Base.Image now) {
    List<String> notes = new ArrayList<>();
    if (before.digest() != null && after.digest() == null) {
      notes.add("the digest named the image of before and is gone: pin the new one");
    }
    Set<String> lost = new LinkedHashSet<>();
    if (resolution.base(stage) instanceof Base.Image image) {
      image.variables().forEach(variable -> lost.add(variable.name()));
    }
    now.variables().forEach(variable -> lost.remove(variable.name()));
    for (String name : lost) {
      notes.add("FROM does not use %s any more".formatted(name));
    }
    return notes;
  }

  private int line(int offset) {
    int line = 1;
    String text = resolution.file().text();
    for (int i = text.indexOf('\n'); i >= 0 && i < offset; i = text.indexOf('\n', i + 1)) {
      line++;
    }
    return line;
  }
}
