package dev.drydock.catalog.rpm;

import dev.drydock.bom.Component;
import dev.drydock.bom.Distribution;
import dev.drydock.bom.Purl;
import dev.drydock.catalog.ClaimablePaths;
import dev.drydock.catalog.Discoveries;
import dev.drydock.catalog.FileNames;
import dev.drydock.catalog.FileTree;
import dev.drydock.catalog.InstallLayer;
import dev.drydock.catalog.InstalledGraph;
import dev.drydock.catalog.TreeCataloger;
import dev.drydock.catalog.distribution.DistributionCataloger;
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

/// Reads rpm's database in each of its forms, SQLite, rpm's own and Berkeley DB, and the manifest
/// that distroless images have instead.
///
/// Where several databases are there, as after a change of form, the first that has packages is the
/// one: SQLite before the others, Berkeley DB last.
public final class RpmCataloger implements TreeCataloger {
  private static final List<String> DIRECTORIES =
      List.of("var/lib/rpm/", "usr/lib/sysimage/rpm/", "usr/share/rpm/");
  private static final List<String> FILES = List.of("rpmdb.sqlite", "Packages.db", "Packages");
  private static final String LOG = "-wal";
  private static final String MANIFEST = "var/lib/rpmmanifest/container-manifest-2";

  private final Limits limits;

  public RpmCataloger(Limits limits) {
    this.limits = limits;
  }

  @Override
  public String name() {
    return "rpm";
  }

  @Override
  public FileNames fileNames() {
    return FileNames.named(
        "rpmdb.sqlite", "rpmdb.sqlite-wal", "packages.db", "packages", "container-manifest-2");
  }

  @Override
  public boolean wants(LayerEntry file) {
    String path = file.path();
    if (path.endsWith("/container-manifest-2")) {
      return path.equals(MANIFEST);
    }
    for (String directory : DIRECTORIES) {
      if (path.startsWith(directory)) {
        String name = path.substring(directory.length());
        return FILES.contains(name) || name.equals("rpmdb.sqlite-wal");
      }
    }
    return false;
  }

  @Override
  public void catalog(FileTree tree, Discoveries out) throws IOException, InterruptedException {
    Run run = new Run(tree, out);
    Set<String> tried = new HashSet<>();
    for (String name : FILES) {
      for (String directory : DIRECTORIES) {
        LayerEntry database = tree.file(directory + name).orElse(null);
        if (database != null && database.size() > 0 && tried.add(database.path())) {
          run.database(database, tree.file(directory + name + LOG).orElse(null));
          if (run.found()) {
            run.relations();
            return;
          }
        }
      }
    }
    LayerEntry manifest = tree.file(MANIFEST).orElse(null);
    if (manifest != null) {
      run.manifest(manifest);
    }
  }

  private record Owner(Component component, List<String> files) {}

  /// One reading of one image.
  private final class Run {
    private final FileTree tree;
    private final Discoveries out;
    private final Set<String> seen = new HashSet<>();
    private final ClaimablePaths claimable = new ClaimablePaths();
    private @Nullable Distribution distribution;
    private boolean distributionKnown;
    private int unusable;
    private boolean found;
    private final InstalledGraph graph;

    private final List<Owner> owners = new ArrayList<>();
    private final Set<String> neededFiles = new HashSet<>();

    Run(FileTree tree, Discoveries out) {
      this.tree = tree;
      this.out = out;
      this.graph = new InstalledGraph(out);
    }

    /// Whether there was a package, more than the keys that packages were signed with: rpm keeps
    /// those in its database as if they were packages, and lists them.
    boolean found() {
      return found;
    }

    void database(LayerEntry file, @Nullable LayerEntry log)
        throws IOException, InterruptedException {
      unusable = 0;
      try {
        DatabaseFile database = open(file);
        byte[] head = new byte[(int) Math.min(16, database.size())];
        database.read(0, head, 0, head.length);
        DatabaseFile.Records records = header -> header(header, file);
        if (SqliteDatabase.recognises(head)) {
          SqliteDatabase.read(database, log == null ? null : open(log), records);
        } else if (NdbDatabase.recognises(head)) {
          NdbDatabase.read(database, records);
        } else if (BerkeleyDatabase.recognises(head)) {
          BerkeleyDatabase.read(database, records);
        } else {
          throw new IOException("is no rpm database of a known form");
        }
      } catch (IOException e) {
        out.unreadable(file.path(), String.valueOf(e.getMessage()));
      }
      if (unusable > 0) {
        out.unreadable(
            file.path(),
            unusable == 1
                ? "1 package's header is damaged; left out"
                : unusable + " packages' headers are damaged; left out");
      }
    }

    private DatabaseFile open(LayerEntry file) throws IOException, InterruptedException {
      return new DatabaseFile(tree.content(file), file.path(), limits);
    }

    private void header(byte[] bytes, LayerEntry file) throws IOException, InterruptedException {
      RpmPackage rpm;
      try {
        rpm = RpmHeader.read(bytes, claimable);
      } catch (IOException _) {
        unusable++;
        return;
      }
      add(rpm, file);
    }

    void manifest(LayerEntry file) throws IOException, InterruptedException {
      byte[] bytes = tree.content(file).bytes(limits.documentBytes(), file.path());
      ContainerManifest manifest;
      try {
        manifest = new ContainerManifest(bytes);
      } catch (IOException e) {
        out.unreadable(file.path(), String.valueOf(e.getMessage()));
        return;
      }
      for (RpmPackage rpm : manifest.packages()) {
        add(rpm, file);
      }
      if (manifest.unusable() > 0) {
        out.unreadable(
            file.path(), manifest.unusable() + " of its lines tell of no package; left out");
      }
    }

    private void add(RpmPackage rpm, LayerEntry file) throws IOException, InterruptedException {
      found |= !rpm.publicKey();
      if (!seen.add(rpm.name() + ' ' + rpm.fullVersion() + ' ' + rpm.architecture())) {
        return;
      }
      if (seen.size() > limits.components()) {
        throw new LimitExceededException("components", file.path(), limits.components());
      }
      Component component =
          new Component(
              rpm.name(),
              rpm.fullVersion(),
              purl(rpm),
              new Component.OsPackage(
                  rpm.source(), rpm.architecture(), rpm.vendor(), rpm.modularityLabel()),
              rpm.licence().isEmpty() ? List.of() : List.of(rpm.licence()),
              List.of(
                  new Component.Location(file.path(), InstallLayer.of(tree, file, rpm.samples()))),
              new Component.Evidence(name(), "installed database"));
      if (rpm.claimable().isEmpty()) {
        out.add(component);
      } else {
        out.add(component, rpm.claimable());
      }
      relate(component, rpm);
    }

    private void relate(Component component, RpmPackage rpm) {
      graph.add(rpm.name(), component);
      for (String provided : rpm.provides()) {
        graph.provide(provided, component);
      }
      for (String required : rpm.requires()) {
        if (required.startsWith("/")) {
          neededFiles.add(required);
        }
        graph.need(component, List.of(required));
      }
      owners.add(new Owner(component, rpm.claimable()));
    }

    /// Which package needs which. Programs are needed by their paths too: `/usr/sbin/useradd`.
    void relations() {
      if (!neededFiles.isEmpty()) {
        for (Owner owner : owners) {
          for (String path : owner.files) {
            provide("/" + path, owner.component);
            if (path.startsWith("usr/")) {
              provide(path.substring("usr".length()), owner.component);
            }
          }
        }
      }
      graph.finish();
    }

    private void provide(String path, Component component) {
      if (neededFiles.contains(path)) {
        graph.provide(path, component);
      }
    }

    private Purl purl(RpmPackage found) throws IOException, InterruptedException {
      if (!distributionKnown) {
        distribution = DistributionCataloger.read(tree).orElse(null);
        distributionKnown = true;
      }
      Map<String, String> qualifiers = new HashMap<>();
      qualifiers.put("arch", found.architecture());
      if (found.hasEpoch()) {
        qualifiers.put("epoch", Integer.toUnsignedString(found.epochOrZero()));
      }
      if (distribution != null) {
        qualifiers.put("distro", distribution.purlQualifier());
      }
      qualifiers.put("upstream", found.publicKey() ? "" : found.sourceRpm());
      String module = found.modularityLabel();
      if (module != null) {
        qualifiers.put("rpmmod", module);
      }
      String namespace = distribution == null ? null : vendor(distribution.id());
      return Purl.of("rpm", namespace, found.name(), found.versionAndRelease(), qualifiers);
    }
  }

  /// The vendor's name in purls, which is the distribution's identifier but for a few.
  private static String vendor(String id) {
    if (id.equals("rhel")) {
      return "redhat";
    }
    if (id.startsWith("opensuse")) {
      return "opensuse";
    }
    return id.startsWith("sle") || id.startsWith("sl-") || id.startsWith("suse") ? "suse" : id;
  }
}
