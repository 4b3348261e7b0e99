package dev.drydock.catalog.rust;

import dev.drydock.bom.Component;
import dev.drydock.bom.Component.Evidence;
import dev.drydock.catalog.Discoveries;
import dev.drydock.catalog.FileNames;
import dev.drydock.catalog.FileTree;
import dev.drydock.catalog.PackageGraph;
import dev.drydock.catalog.TreeCataloger;
import dev.drydock.catalog.rust.CargoLock.Crate;
import dev.drydock.document.TomlReader;
import dev.drydock.image.ImagePaths;
import dev.drydock.image.LayerEntry;
import dev.drydock.limits.Limits;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Finds crates in the `Cargo.lock` of projects.
///
/// A crate without a source is the project itself, or lies beside it: Cargo tells it from one of
/// the same name on crates.io, and so do advisories.
///
/// What only the development of the project needs is left out, as far as its `Cargo.toml` files are
/// there and tell it.
///
/// Crates that Cargo downloaded bring lock files of their own, which play no part in what is built
/// from them: those are passed over.
public final class CargoLockCataloger implements TreeCataloger {
  private static final String NAME = "cargo-lock";
  private static final String FILE = "Cargo.lock";

  /// What Cargo writes beside a crate that it downloaded.
  private static final List<String> DOWNLOADED = List.of(".cargo-ok", ".cargo-checksum.json");

  private final Limits limits;
  private final TomlReader reader;

  public CargoLockCataloger(Limits limits) {
    this.limits = limits;
    this.reader = new TomlReader(limits);
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public FileNames fileNames() {
    return FileNames.named("cargo.lock", "cargo.toml");
  }

  @Override
  public boolean wants(LayerEntry file) {
    String path = file.path();
    boolean manifest =
        file.name().equals(CargoManifests.FILE) && !ImagePaths.leadsThrough(path, "vendor/");
    return (manifest || file.name().equals(FILE))
        && file.size() > 0
        && !path.contains("/registry/src/")
        && !path.contains("/git/checkouts/");
  }

  @Override
  public void catalog(FileTree tree, Discoveries out) throws InterruptedException {
    List<LayerEntry> locks = new ArrayList<>();
    CargoManifests manifests = new CargoManifests(tree, limits, reader);
    for (LayerEntry file : tree.files(this)) {
      if (file.name().equals(FILE)) {
        locks.add(file);
      } else {
        manifests.add(file);
      }
    }
    for (LayerEntry file : locks) {
      if (downloaded(tree, file)) {
        continue;
      }
      try {
        byte[] document = tree.content(file).bytes(limits.documentBytes(), file.path());
        CargoLock lock = CargoLock.of(reader.read(document, file.path()));
        report(lock, forDevelopment(lock, file, manifests), file, out);
      } catch (IOException e) {
        out.unreadable(file.path(), String.valueOf(e.getMessage()));
      }
    }
  }

  private static boolean downloaded(FileTree tree, LayerEntry file) {
    String folder = folder(file);
    for (String name : DOWNLOADED) {
      if (tree.file(folder + name).isPresent()) {
        return true;
      }
    }
    return false;
  }

  private static String folder(LayerEntry lock) {
    return lock.path().substring(0, lock.path().length() - FILE.length());
  }

  private static Set<Crate> forDevelopment(
      CargoLock lock, LayerEntry file, CargoManifests manifests) throws InterruptedException {
    Map<String, Set<String>> onlyDeveloped = manifests.onlyDeveloped(folder(file), lock.own());
    return onlyDeveloped.isEmpty() ? Set.of() : lock.forDevelopment(onlyDeveloped);
  }

  private static void report(
      CargoLock lock, Set<Crate> forDevelopment, LayerEntry file, Discoveries out) {
    Evidence evidence = new Evidence(NAME, FILE);
    PackageGraph graph = new PackageGraph(file, evidence, out);
    Map<Crate, Component> components = new LinkedHashMap<>();
    for (Crate crate : lock.crates()) {
      if (!forDevelopment.contains(crate)) {
        components.put(
            crate,
            graph.add(
                Crates.component(crate.name(), crate.version(), crate.qualifiers(), file, evidence)
                    .hashed(crate.hashes())
                    .asOwnProject(crate.source() == null)));
      }
    }
    Map<String, @Nullable Crate> byReference = lock.byReference();
    components.forEach(
        (crate, component) -> {
          for (String reference : crate.dependencies()) {
            Crate needed = byReference.get(reference);
            Component to = needed == null ? null : components.get(needed);
            if (to != null) {
              graph.dependency(component, to);
            }
          }
        });
  }
}
