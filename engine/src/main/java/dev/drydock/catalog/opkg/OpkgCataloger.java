package dev.drydock.catalog.opkg;

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
import dev.drydock.catalog.opkg.OpkgStanzas.Stanza;
import dev.drydock.image.LayerEntry;
import dev.drydock.limits.LimitExceededException;
import dev.drydock.limits.Limits;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Reads opkg's database: `status`, and beside it `info/NAME.control`, which has the licence and
/// the source, and `info/NAME.list`, which has the files.
///
/// Images that were put together without opkg have the `control` files alone: those count where no
/// `status` lists a package.
public final class OpkgCataloger implements TreeCataloger {
  private static final String NAME = "opkg";
  private static final String STATUS = "status";
  private static final String INFO = "info/";
  private static final String CONTROL = ".control";
  private static final String LIST = ".list";

  /// OpenWrt's, Yocto's, older ones', Entware's.
  private static final List<String> DATABASES =
      List.of("usr/lib/opkg/", "var/lib/opkg/", "lib/opkg/", "opt/lib/opkg/");

  private final Limits limits;

  public OpkgCataloger(Limits limits) {
    this.limits = limits;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public FileNames fileNames() {
    return new FileNames(Set.of(STATUS), Set.of("control", "list"));
  }

  @Override
  public boolean wants(LayerEntry file) {
    String path = file.path();
    for (String database : DATABASES) {
      if (path.startsWith(database)) {
        return path.startsWith(INFO, database.length())
            ? path.endsWith(CONTROL) || path.endsWith(LIST)
            : path.length() == database.length() + STATUS.length() && path.endsWith(STATUS);
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
      if (file.name().equals(STATUS)) {
        run.read(file, file.path().substring(0, file.path().length() - STATUS.length()) + INFO);
      }
    }
    for (LayerEntry file : files) {
      if (file.name().endsWith(CONTROL)) {
        String path = file.path();
        String folder = path.substring(0, path.lastIndexOf('/') + 1);
        if (!run.listed.contains(folder)) {
          run.read(file, folder);
        }
      }
    }
  }

  /// One reading of one image.
  private final class Run {
    private final FileTree tree;
    private final Discoveries out;
    private final @Nullable Distribution distribution;
    private final ClaimablePaths claimable = new ClaimablePaths();
    private final Set<String> seen = new HashSet<>();

    /// The `info` folders of databases whose `status` lists packages.
    private final Set<String> listed = new HashSet<>();

    Run(FileTree tree, Discoveries out, @Nullable Distribution distribution) {
      this.tree = tree;
      this.out = out;
      this.distribution = distribution;
    }

    void read(LayerEntry file, String info) throws InterruptedException {
      int unusable = 0;
      try {
        for (Stanza stanza : stanzas(file)) {
          if (!stanza.installed()) {
            continue;
          }
          if (stanza.field("package").isEmpty() || stanza.field("version").isEmpty()) {
            unusable++;
          } else {
            if (file.name().equals(STATUS)) {
              listed.add(info);
            }
            add(stanza, file, info);
          }
        }
      } catch (IOException e) {
        out.unreadable(file.path(), String.valueOf(e.getMessage()));
      }
      if (unusable > 0) {
        out.unreadable(
            file.path(),
            (unusable == 1 ? "1 entry has" : unusable + " entries have")
                + " no name or no version; left out");
      }
    }

    private List<Stanza> stanzas(LayerEntry file) throws IOException, InterruptedException {
      List<Stanza> stanzas =
          OpkgStanzas.parse(
              tree.content(file).bytes(limits.documentBytes(), file.path()), limits.components());
      if (stanzas.size() > limits.components()) {
        throw new LimitExceededException("components", file.path(), limits.components());
      }
      return stanzas;
    }

    private void add(Stanza listed, LayerEntry file, String info)
        throws IOException, InterruptedException {
      String name = listed.field("package");
      String version = listed.field("version");
      if (!seen.add(name + ' ' + version + ' ' + listed.field("architecture"))) {
        return;
      }
      LayerEntry control = tree.file(info + name + CONTROL).orElse(null);
      Stanza stanza = control == null ? listed : controlled(listed, control);
      LayerEntry list = tree.file(info + name + LIST).orElse(null);
      LayerEntry telling = list != null ? list : control != null ? control : file;
      String licence = stanza.field("license");
      String maintainer = stanza.field("maintainer");
      Component component =
          new Component(
              name,
              version,
              purl(stanza, name, version),
              new Component.OsPackage(
                  new Component.Source(stanza.source(), version, true),
                  stanza.field("architecture"),
                  maintainer.isEmpty() ? null : maintainer,
                  null),
              licence.isEmpty() ? List.of() : List.of(licence),
              List.of(new Location(file.path(), Math.min(telling.layer(), file.layer()))),
              new Evidence(NAME, "installed database"));
      List<String> paths = list == null ? List.of() : owned(list);
      if (paths.isEmpty()) {
        out.add(component);
      } else {
        out.add(component, paths);
      }
    }

    /// What `status` says, and what only the `control` file does.
    private Stanza controlled(Stanza listed, LayerEntry control) throws InterruptedException {
      try {
        List<Stanza> stanzas = stanzas(control);
        if (stanzas.isEmpty()) {
          return listed;
        }
        Map<String, String> fields = new HashMap<>(stanzas.getFirst().fields());
        fields.putAll(listed.fields());
        return new Stanza(fields);
      } catch (IOException e) {
        out.unreadable(control.path(), String.valueOf(e.getMessage()));
        return listed;
      }
    }

    private Purl purl(Stanza stanza, String name, String version) {
      Map<String, String> qualifiers = new HashMap<>();
      qualifiers.put("arch", stanza.field("architecture"));
      if (distribution != null) {
        qualifiers.put("distro", distribution.purlQualifier());
      }
      if (!stanza.source().equals(name)) {
        qualifiers.put("upstream", stanza.source());
      }
      return Purl.of(
          "opkg", distribution == null ? null : distribution.id(), name, version, qualifiers);
    }

    private List<String> owned(LayerEntry list) throws IOException, InterruptedException {
      byte[] bytes = tree.content(list).bytes(limits.documentBytes(), list.path());
      List<String> paths = new ArrayList<>();
      for (int at = 0; at < bytes.length; ) {
        int from = at;
        while (at < bytes.length && bytes[at] != '\n' && bytes[at] != '\t') {
          at++;
        }
        int end = at;
        while (at < bytes.length && bytes[at] != '\n') {
          at++; // Yocto's lists have mode and link after a tab
        }
        at++;
        while (from < end && bytes[from] == '/') {
          from++;
        }
        claimable.collect(bytes, from, end, paths);
      }
      return paths;
    }
  }
}
