package dev.drydock.catalog.alpm;

import dev.drydock.bom.Component;
import dev.drydock.bom.Component.Evidence;
import dev.drydock.bom.Component.Location;
import dev.drydock.bom.Distribution;
import dev.drydock.bom.Purl;
import dev.drydock.catalog.ClaimablePaths;
import dev.drydock.catalog.Discoveries;
import dev.drydock.catalog.FileNames;
import dev.drydock.catalog.FileTree;
import dev.drydock.catalog.TreeCataloger;
import dev.drydock.catalog.distribution.DistributionCataloger;
import dev.drydock.image.LayerEntry;
import dev.drydock.limits.Limits;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Reads pacman's database: `var/lib/pacman/local/NAME-VERSION/desc`, and `files` beside it, which
/// lists what the package installed.
///
/// The database is a folder for each package, so the layer of a package is that of its `desc`.
public final class AlpmCataloger implements TreeCataloger {
  private static final String NAME = "alpm";
  private static final List<String> DATABASES =
      List.of("var/lib/pacman/local/", "usr/lib/sysimage/lib/pacman/local/");
  private static final String DESC = "desc";
  private static final String FILES = "files";

  private final Limits limits;

  public AlpmCataloger(Limits limits) {
    this.limits = limits;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public FileNames fileNames() {
    return FileNames.named(DESC, FILES);
  }

  @Override
  public boolean wants(LayerEntry file) {
    String path = file.path();
    for (String database : DATABASES) {
      if (path.startsWith(database)) {
        int slash = path.indexOf('/', database.length());
        String name = slash < 0 ? "" : path.substring(slash + 1);
        return name.equals(DESC) || name.equals(FILES);
      }
    }
    return false;
  }

  @Override
  public void catalog(FileTree tree, Discoveries out) throws IOException, InterruptedException {
    List<LayerEntry> files = tree.files(this);
    if (files.isEmpty()) {
      return;
    }
    Run run = new Run(tree, out, DistributionCataloger.read(tree).orElse(null));
    for (LayerEntry file : files) {
      if (file.name().equals(DESC)) {
        try {
          run.read(file);
        } catch (IOException e) {
          out.unreadable(file.path(), String.valueOf(e.getMessage()));
        }
      }
    }
    run.dependencies();
  }

  /// One reading of one image.
  private final class Run {
    private final FileTree tree;
    private final Discoveries out;
    private final @Nullable Distribution distribution;
    private final ClaimablePaths claimable = new ClaimablePaths();
    private final Map<Component, AlpmEntry> entries = new HashMap<>();
    private final Map<String, Component> providers = new HashMap<>();

    Run(FileTree tree, Discoveries out, @Nullable Distribution distribution) {
      this.tree = tree;
      this.out = out;
      this.distribution = distribution;
    }

    void read(LayerEntry file) throws IOException, InterruptedException {
      AlpmEntry entry =
          AlpmEntry.parse(tree.content(file).bytes(limits.documentBytes(), file.path()));
      String name = entry.value("NAME");
      String version = entry.value("VERSION");
      if (name.isEmpty() || version.isEmpty()) {
        out.unreadable(file.path(), "tells no name or no version of its package; left out");
        return;
      }
      Component component = component(entry, name, version, file);
      if (entries.putIfAbsent(component, entry) != null) {
        return;
      }
      providers.put(name, component);
      for (String provided : entry.values("PROVIDES")) {
        providers.putIfAbsent(provided, component);
        providers.putIfAbsent(withoutVersion(provided), component);
      }
      List<String> paths = owned(file);
      if (paths.isEmpty()) {
        out.add(component);
      } else {
        out.add(component, paths);
      }
    }

    private Component component(AlpmEntry entry, String name, String version, LayerEntry file) {
      String base = entry.value("BASE").isEmpty() ? name : entry.value("BASE");
      String architecture = entry.value("ARCH");
      String packager = entry.value("PACKAGER");
      Map<String, String> qualifiers = new HashMap<>();
      qualifiers.put("arch", architecture);
      if (distribution != null) {
        qualifiers.put("distro", distribution.purlQualifier());
      }
      if (!base.equals(name)) {
        qualifiers.put("upstream", base);
      }
      return new Component(
          name,
          version,
          Purl.of(
              "alpm",
              distribution == null ? null : distribution.id(),
              name.toLowerCase(Locale.ROOT),
              version,
              qualifiers),
          new Component.OsPackage(
              new Component.Source(base, version, true),
              architecture,
              packager.isEmpty() ? null : packager,
              null),
          entry.values("LICENSE"),
          List.of(new Location(file.path(), file.layer())),
          new Evidence(NAME, "installed database"));
    }

    /// What another cataloger could claim of the files that are listed beside `desc`.
    private List<String> owned(LayerEntry desc) throws IOException, InterruptedException {
      String folder = desc.path().substring(0, desc.path().length() - DESC.length());
      LayerEntry list = tree.file(folder + FILES).orElse(null);
      if (list == null) {
        return List.of();
      }
      byte[] bytes = tree.content(list).bytes(limits.documentBytes(), list.path());
      List<String> paths = new ArrayList<>();
      for (int at = 0; at < bytes.length; ) {
        int end = at;
        while (end < bytes.length && bytes[end] != '\n') {
          end++;
        }
        claimable.collect(bytes, at, end, paths);
        at = end + 1;
      }
      return paths;
    }

    /// Which package needs which, once all are known.
    void dependencies() {
      for (Map.Entry<Component, AlpmEntry> entry : entries.entrySet()) {
        Set<Component> told = new HashSet<>();
        for (String needed : entry.getValue().values("DEPENDS")) {
          Component exact = providers.get(needed);
          Component to = exact == null ? providers.get(withoutVersion(needed)) : exact;
          if (to != null && !to.equals(entry.getKey()) && told.add(to)) {
            out.dependency(entry.getKey(), to);
          }
        }
      }
    }

    /// `glibc` of `glibc>=2.38`.
    private static String withoutVersion(String dependency) {
      for (int i = 0; i < dependency.length(); i++) {
        char c = dependency.charAt(i);
        if (c == '<' || c == '>' || c == '=') {
          return dependency.substring(0, i);
        }
      }
      return dependency;
    }
  }
}
