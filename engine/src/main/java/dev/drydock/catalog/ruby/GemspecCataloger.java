package dev.drydock.catalog.ruby;

import dev.drydock.bom.Component.Evidence;
import dev.drydock.catalog.Discoveries;
import dev.drydock.catalog.FileCataloger;
import dev.drydock.catalog.FileNames;
import dev.drydock.image.FileContent;
import dev.drydock.image.LayerEntry;
import dev.drydock.limits.Limits;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/// Finds installed Ruby gems, and those that come with Ruby, by their specifications.
///
/// A `.gemspec` elsewhere is part of a source, of an installed gem most often, and says nothing of
/// what is installed.
public final class GemspecCataloger implements FileCataloger {
  private static final String NAME = "gemspec";

  private final Limits limits;

  public GemspecCataloger(Limits limits) {
    this.limits = limits;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public FileNames fileNames() {
    return FileNames.ending("gemspec");
  }

  @Override
  public boolean wants(LayerEntry file) {
    return file.size() > 0 && Gems.installed(file.path());
  }

  @Override
  public void catalog(LayerEntry file, FileContent content, Discoveries out) throws IOException {
    byte[] bytes = content.bytes(limits.documentBytes(), file.path());
    Gemspec gem = Gemspec.parse(new String(bytes, StandardCharsets.UTF_8), file.name());
    if (gem == null) {
      throw new IOException(file.path() + " does not tell the name and the version of a gem");
    }
    out.add(
        Gems.component(
            gem.name(),
            gem.version(),
            gem.platform().equals("ruby") ? Map.of() : Map.of("platform", gem.platform()),
            gem.licences(),
            file,
            new Evidence(NAME, "specification")));
  }
}
