package dev.drydock.project.golang;

import dev.drydock.limits.Limits;
import dev.drydock.project.ManifestException;
import dev.drydock.project.ManifestFormat;
import dev.drydock.project.ProjectManifest;
import dev.drydock.project.source.SourceText;

/// `go.mod` ([Go Modules Reference](https://go.dev/ref/mod#go-mod-file)).
///
///     module example.org/service
///
///     go 1.21
///
///     require (
///         github.com/gorilla/mux v1.8.0
///         golang.org/x/net v0.10.0 // indirect
///     )
public final class GoModFormat implements ManifestFormat {
  private final Limits limits;

  public GoModFormat(Limits limits) {
    this.limits = limits;
  }

  @Override
  public String name() {
    return "go.mod";
  }

  @Override
  public String purlType() {
    return "golang";
  }

  @Override
  public boolean reads(String fileName) {
    return fileName.equals("go.mod");
  }

  @Override
  public ProjectManifest read(String path, String text) throws ManifestException {
    return new GoMod(new GoModReader(SourceText.of(path, text, limits)).read());
  }
}
