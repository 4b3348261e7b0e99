package dev.drydock.catalog.chisel;

import dev.drydock.bom.Component;
import dev.drydock.bom.Component.Evidence;
import dev.drydock.bom.Component.Location;
import dev.drydock.bom.Component.Source;
import dev.drydock.bom.Distribution;
import dev.drydock.bom.Purl;
import dev.drydock.catalog.Discoveries;
import dev.drydock.catalog.Expanded;
import dev.drydock.catalog.FileNames;
import dev.drydock.catalog.FileTree;
import dev.drydock.catalog.TreeCataloger;
import dev.drydock.catalog.chisel.ChiselManifest.Cut;
import dev.drydock.catalog.distribution.DistributionCataloger;
import dev.drydock.image.LayerEntry;
import dev.drydock.json.JsonReader;
import dev.drydock.limits.Limits;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Reads `var/lib/chisel/manifest.wall`, which tells of which Ubuntu packages Chisel cut slices:
/// such images have no dpkg database.
///
/// The manifest does not name source packages, which Ubuntu's advisories speak of. Rocks have them
/// in `usr/share/rocks/dpkg.query`, lines of `dpkg-query`: `ii ,libc6,2.39-0ubuntu8.4,glibc,…`.
/// Where that is missing too, [SourcePackages] knows those of the usual slices.
public final class ChiselCataloger implements TreeCataloger {
  private static final String NAME = "chisel";
  private static final String MANIFEST = "var/lib/chisel/manifest.wall";
  private static final String QUERY = "usr/share/rocks/dpkg.query";
  private static final String STATUS = "var/lib/dpkg/status";

  private final Limits limits;
  private final JsonReader reader;

  public ChiselCataloger(Limits limits) {
    this.limits = limits;
    this.reader = new JsonReader(limits);
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public FileNames fileNames() {
    return FileNames.named("manifest.wall", "dpkg.query");
  }

  @Override
  public boolean wants(LayerEntry file) {
    return file.path().equals(MANIFEST) || file.path().equals(QUERY);
  }

  @Override
  public void catalog(FileTree tree, Discoveries out) throws IOException, InterruptedException {
    LayerEntry file = tree.files(this).isEmpty() ? null : tree.file(MANIFEST).orElse(null);
    if (file == null || tree.file(STATUS).filter(status -> status.size() > 0).isPresent()) {
      return; // whoever writes a dpkg database beside it lists the same packages, and more of them
    }
    ChiselManifest manifest;
    try {
      byte[] stored = tree.content(file).bytes(limits.documentBytes(), file.path());
      manifest =
          new ChiselManifest(Expanded.bytes(stored, limits, file.path()), reader, file.path());
    } catch (IOException e) {
      out.unreadable(file.path(), String.valueOf(e.getMessage()));
      return;
    }
    Distribution distribution = DistributionCataloger.read(tree).orElse(null);
    Map<String, Source> sources = sources(tree);
    for (Cut cut : manifest.packages()) {
      Source source =
          sources.getOrDefault(
              cut.name() + ' ' + cut.version(),
              new Source(SourcePackages.of(cut.name(), cut.version()), cut.version(), true));
      Component component = component(cut, source, file, distribution);
      if (cut.paths().isEmpty()) {
        out.add(component);
      } else {
        out.add(component, cut.paths());
      }
    }
    if (manifest.unusable() > 0) {
      out.unreadable(file.path(), manifest.unusable() + " of its lines make no sense; left out");
    }
  }

  private static Component component(
      Cut cut, Source source, LayerEntry file, @Nullable Distribution distribution) {
    Map<String, String> qualifiers = new HashMap<>();
    qualifiers.put("arch", cut.architecture());
    if (distribution != null) {
      qualifiers.put("distro", distribution.purlQualifier());
    }
    if (!source.version().equals(cut.version())) {
      qualifiers.put("upstream", source.name() + '@' + source.version());
    } else if (!source.name().equals(cut.name())) {
      qualifiers.put("upstream", source.name());
    }
    return new Component(
        cut.name(),
        cut.version(),
        Purl.of(
            "deb",
            distribution == null ? null : distribution.id(),
            cut.name(),
            cut.version(),
            qualifiers),
        new Component.OsPackage(source, cut.architecture(), null, null),
        List.of(),
        List.of(new Location(file.path(), file.layer())),
        new Evidence(NAME, "manifest"));
  }

  /// Source packages by the name and version of the binary one.
  private Map<String, Source> sources(FileTree tree) throws IOException, InterruptedException {
    LayerEntry file = tree.file(QUERY).orElse(null);
    Map<String, Source> sources = new HashMap<>();
    if (file != null) {
      String text =
          new String(
              tree.content(file).bytes(limits.documentBytes(), file.path()),
              StandardCharsets.UTF_8);
      for (String line : text.lines().toList()) {
        String[] fields = line.split(",", -1);
        if (fields.length == 5 && !fields[1].isBlank() && !fields[3].isBlank()) {
          int colon = fields[1].indexOf(':'); // libc6:amd64
          String name = colon < 0 ? fields[1] : fields[1].substring(0, colon);
          sources.put(
              name.strip() + ' ' + fields[2].strip(),
              new Source(fields[3].strip(), fields[4].strip(), true));
        }
      }
    }
    return sources;
  }
}
