package dev.drydock.fuzz;

import dev.drydock.bom.Bom;
import dev.drydock.bom.Bom.HistoryEntry;
import dev.drydock.dockerfile.Dockerfile;
import dev.drydock.dockerfile.DockerfileException;
import dev.drydock.dockerfile.Piece;
import dev.drydock.dockerfile.Stage;
import dev.drydock.dockerfile.edit.BaseEdit;
import dev.drydock.dockerfile.edit.DockerfileEditor;
import dev.drydock.dockerfile.edit.PackageEdit;
import dev.drydock.dockerfile.edit.PackageManager;
import dev.drydock.dockerfile.edit.PackageUpgrade;
import dev.drydock.dockerfile.resolution.BuildArguments;
import dev.drydock.dockerfile.resolution.Resolution;
import dev.drydock.origin.BaseRecognition;
import dev.drydock.origin.DockerfileHistory;
import dev.drydock.origin.Origins;
import dev.drydock.text.TextEdit;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Dockerfiles: nothing of the text is lost, and what an edit makes can be read again.
public final class DockerfileFuzz {
  private DockerfileFuzz() {}

  public static void fuzzerTestOneInput(byte[] data) throws IOException, InterruptedException {
    ProcessorTime.judge(data, DockerfileFuzz::read);
  }

  /// Two parts: a Dockerfile, and a history that may be that of an image made of it.
  private static void read(byte[] data) {
    FuzzAnswers parts = new FuzzAnswers(data);
    String text = new String(parts.next(), StandardCharsets.UTF_8);
    Dockerfile file;
    try {
      file = Dockerfile.parse("Dockerfile", text);
    } catch (DockerfileException _) {
      return; // refused
    }
    int at = 0;
    for (Piece piece : file.pieces()) {
      if (piece.start() != at) {
        throw new IllegalStateException("a gap at " + at);
      }
      at = piece.end();
    }
    Resolution resolution = Resolution.of(file, BuildArguments.none());
    history(resolution, file.target(), new String(parts.next(), StandardCharsets.UTF_8));
    DockerfileEditor editor = new DockerfileEditor(resolution);
    BaseEdit base =
        editor.changeBase(resolution.chain(file.target()).getFirst(), "example.org/base:2");
    if (base instanceof BaseEdit.Changed changed) {
      again(text, changed.edits());
    }
    PackageEdit packages =
        editor.upgradePackages(
            file.target(),
            PackageManager.APT,
            List.of(new PackageUpgrade("curl", "8.0-1"), new PackageUpgrade("openssl", "3.0-2")),
            null);
    if (packages instanceof PackageEdit.Changed changed) {
      again(text, changed.edits());
    }
  }

  private static void history(Resolution resolution, Stage target, String text) {
    List<HistoryEntry> history = new ArrayList<>();
    for (String line : text.lines().toList()) {
      history.add(new HistoryEntry(line, null, !line.startsWith("RUN")));
    }
    DockerfileHistory found =
        DockerfileHistory.of(
            new Bom.Subject(
                "x", null, null, "linux/amd64", null, List.of(), history, Map.of(), List.of()),
            resolution,
            target);
    if (found instanceof DockerfileHistory.Fits fits) {
      Origins _ = BaseRecognition.of(List.of(), fits).of(fits.image());
    }
  }

  private static void again(String text, List<TextEdit> edits) {
    String after = TextEdit.apply(text, edits);
    try {
      Dockerfile.parse("Dockerfile", after);
    } catch (DockerfileException e) {
      throw new IllegalStateException("an edit that cannot be read again:\n" + after, e);
    }
  }
}
