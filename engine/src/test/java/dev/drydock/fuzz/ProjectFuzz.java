package dev.drydock.fuzz;

import dev.drydock.project.DeclaredDependency;
import dev.drydock.project.ManifestEdit;
import dev.drydock.project.ManifestException;
import dev.drydock.project.ManifestFormat;
import dev.drydock.project.ProjectManifest;
import dev.drydock.project.formats.ProjectFormats;
import dev.drydock.text.TextEdit;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// Files that declare dependencies: the first line is the file's name, the rest its text. Every
/// edit must fit the text, and what it makes must be such a file again.
public final class ProjectFuzz {
  private static final List<ManifestFormat> FORMATS = ProjectFormats.builtIn();
  private static final int MOST = 8;

  private ProjectFuzz() {}

  public static void fuzzerTestOneInput(byte[] data) throws IOException, InterruptedException {
    ProcessorTime.judge(data, ProjectFuzz::read);
  }

  private static void read(byte[] data) {
    String whole = new String(data, StandardCharsets.UTF_8);
    int end = whole.indexOf('\n');
    if (end < 0) {
      return;
    }
    String name = whole.substring(0, end);
    for (ManifestFormat format : FORMATS) {
      if (format.reads(name)) {
        read(format, name, whole.substring(end + 1));
      }
    }
  }

  private static void read(ManifestFormat format, String name, String text) {
    ProjectManifest manifest;
    try {
      manifest = format.read(name, text);
    } catch (ManifestException _) {
      return; // refused
    }
    List<DeclaredDependency> all = manifest.dependencies();
    for (DeclaredDependency one : all.subList(0, Math.min(MOST, all.size()))) {
      check(format, name, text, manifest.raise(one.name(), "99.1.2"));
      check(format, name, text, manifest.replace(one.name(), "other", "1.0.0"));
      check(format, name, text, manifest.remove(one.name()));
    }
    check(format, name, text, manifest.override("example", "1.0.0"));
  }

  private static void check(ManifestFormat format, String name, String text, ManifestEdit edit) {
    if (edit instanceof ManifestEdit.Changed changed) {
      String after = TextEdit.apply(text, changed.edits());
      try {
        format.read(name, after);
      } catch (ManifestException e) {
        throw new IllegalStateException("an edit that cannot be read again:\n" + after, e);
      }
    }
  }
}
