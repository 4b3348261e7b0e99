package dev.drydock.project.formats;

import dev.drydock.project.DeclaredDependency;
import dev.drydock.project.ManifestEdit;
import dev.drydock.project.ManifestException;
import dev.drydock.project.ManifestFormat;
import dev.drydock.project.ProjectManifest;
import dev.drydock.text.TextEdit;
import java.util.List;

/// A kind of project file whose edits are read again before they are given out: one that would
/// break the file, however odd that was, is refused.
record VerifiedFormat(ManifestFormat format) implements ManifestFormat {

  @Override
  public String name() {
    return format.name();
  }

  @Override
  public String purlType() {
    return format.purlType();
  }

  @Override
  public boolean reads(String fileName) {
    return format.reads(fileName);
  }

  @Override
  public ProjectManifest read(String path, String text) throws ManifestException {
    return new Verified(format, format.read(path, text), text);
  }

  private record Verified(ManifestFormat format, ProjectManifest manifest, String text)
      implements ProjectManifest {

    @Override
    public String path() {
      return manifest.path();
    }

    @Override
    public List<DeclaredDependency> dependencies() {
      return manifest.dependencies();
    }

    @Override
    public ManifestEdit raise(String name, String version) {
      return verified(manifest.raise(name, version));
    }

    @Override
    public ManifestEdit override(String name, String version) {
      return verified(manifest.override(name, version));
    }

    @Override
    public ManifestEdit replace(String name, String replacement, String version) {
      return verified(manifest.replace(name, replacement, version));
    }

    @Override
    public ManifestEdit remove(String name) {
      return verified(manifest.remove(name));
    }

    private ManifestEdit verified(ManifestEdit edit) {
      if (!(edit instanceof ManifestEdit.Changed changed)) {
        return edit;
      }
      try {
        format.read(manifest.path(), TextEdit.apply(text, changed.edits()));
        return edit;
      } catch (ManifestException _) {
        return new ManifestEdit.Refused(
            manifest.path()
                + " is written in a way that Drydock cannot change without breaking it; change it by"
                + " hand");
      }
    }
  }
}
