package dev.drydock.catalog.maven;

import dev.drydock.bom.Component;
import dev.drydock.bom.Component.Evidence;
import dev.drydock.bom.Component.Location;
import dev.drydock.catalog.Discoveries;
import dev.drydock.catalog.FileNames;
import dev.drydock.catalog.FileTree;
import dev.drydock.catalog.TreeCataloger;
import dev.drydock.document.XmlReader;
import dev.drydock.image.LayerEntry;
import dev.drydock.limits.Limits;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Finds Maven artifacts that a `pom.xml` lying about declares: dependencies of the scopes
/// `compile` and `runtime` whose version is said there, in a parent or in an imported bill of
/// materials that is in the image too.
///
/// Not the project itself, which the file only plans; nothing that those dependencies need in turn,
/// which only a repository could tell; no `pom.xml` that an archive brought along.
public final class MavenPomCataloger implements TreeCataloger {
  private static final String NAME = "maven-pom";
  private static final String FILE = "pom.xml";
  private static final String ENDING = ".xml";

  /// More than any source tree has: each is held until all are read.
  private static final int MOST = 10_000;

  private final Limits limits;
  private final XmlReader reader;

  public MavenPomCataloger(Limits limits) {
    this.limits = limits;
    // Maven itself reads on over bytes that are none of UTF-8: names of people, not of artifacts
    this.reader = new XmlReader(limits, StandardCharsets.ISO_8859_1);
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public FileNames fileNames() {
    return FileNames.ending("xml");
  }

  /// Those of other names may be parents: `parent-pom.xml`, `parent.xml`.
  @Override
  public boolean wants(LayerEntry file) {
    String name = file.name();
    return name.endsWith(ENDING)
        && (name.contains("pom") || name.contains("parent"))
        && file.size() > 0
        && !file.path().contains("META-INF/");
  }

  @Override
  public void catalog(FileTree tree, Discoveries out) throws InterruptedException {
    List<LayerEntry> files = new ArrayList<>();
    Map<String, LayerEntry> others = new HashMap<>();
    for (LayerEntry file : tree.files(this)) {
      if (file.name().equals(FILE)) {
        files.add(file);
      } else {
        others.put(file.path(), file);
      }
    }
    Map<String, Pom> poms = new LinkedHashMap<>();
    Deque<LayerEntry> pending = new ArrayDeque<>(files);
    for (LayerEntry file = pending.poll(); file != null; file = pending.poll()) {
      Pom pom = poms.size() < MOST ? read(tree, file, out) : null;
      if (pom != null) {
        poms.put(file.path(), pom);
        String parent = pom.parent() == null ? null : PomTree.parentPath(file.path(), pom.parent());
        LayerEntry other = parent == null ? null : others.remove(parent);
        if (other != null) {
          pending.add(other);
        }
      }
    }
    PomTree all = PomTree.of(poms);
    for (LayerEntry file : files) {
      report(all, file, out);
    }
  }

  private @Nullable Pom read(FileTree tree, LayerEntry file, Discoveries out)
      throws InterruptedException {
    try {
      byte[] bytes = tree.content(file).bytes(limits.documentBytes(), file.path());
      return Pom.of(reader.read(bytes, file.path()));
    } catch (IOException e) {
      out.unreadable(file.path(), String.valueOf(e.getMessage()));
      return null;
    }
  }

  private static void report(PomTree all, LayerEntry file, Discoveries out) {
    Set<Coordinates> reported = new HashSet<>();
    for (PomTree.Resolved one : all.dependencies(file.path())) {
      Coordinates coordinates =
          new Coordinates(one.group(), one.artifact(), one.version(), FILE, List.of());
      if (reported.add(coordinates)) {
        out.add(
            new Component(
                coordinates.name(),
                coordinates.version(),
                coordinates.purl(),
                null,
                coordinates.licences(),
                List.of(new Location(file.path(), file.layer())),
                new Evidence(NAME, FILE)));
      }
    }
  }
}
