package dev.drydock.catalog.ruby;

import dev.drydock.catalog.Discoveries;
import dev.drydock.catalog.Document;
import dev.drydock.catalog.DocumentCataloger;
import dev.drydock.image.LayerEntry;
import dev.drydock.limits.Limits;
import java.io.IOException;
import java.util.Map;

/// Finds installed Ruby gems, and those that come with Ruby, by their specifications.
///
/// A `.gemspec` elsewhere is part of a source, of an installed gem most often, and says nothing of
/// what is installed.
public final class GemspecCataloger extends DocumentCataloger {
  public GemspecCataloger(Limits limits) {
    super("gemspec", limits, "*.gemspec");
  }

  @Override
  public boolean wants(LayerEntry file) {
    return file.size() > 0 && Gems.installed(file.path());
  }

  @Override
  protected void read(Document document, Discoveries out) throws IOException {
    Gemspec gem = Gemspec.parse(document.text(), document.name());
    if (gem == null) {
      throw new IOException(document.path() + " does not tell the name and the version of a gem");
    }
    out.add(
        Gems.component(
            gem.name(),
            gem.version(),
            gem.platform().equals("ruby") ? Map.of() : Map.of("platform", gem.platform()),
            gem.licences(),
            document.file(),
            document.evidence("specification")));
  }
}
