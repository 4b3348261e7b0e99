package dev.drydock.catalog.nix;

import dev.drydock.bom.Component;
import dev.drydock.bom.Component.Evidence;
import dev.drydock.bom.Component.Location;
import dev.drydock.bom.Purl;
import dev.drydock.catalog.Discoveries;
import dev.drydock.catalog.FileTree;
import dev.drydock.catalog.TreeCataloger;
import dev.drydock.image.LayerEntry;
import dev.drydock.limits.LimitExceededException;
import dev.drydock.limits.Limits;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Finds the packages of a Nix store, by the names of the folders in `nix/store`.
///
/// No file of them is read, so none is wanted: images that Nix built bring along no database. The
/// outputs of a package, its libraries and its programs say, are one component.
public final class NixStoreCataloger implements TreeCataloger {
  private static final String NAME = "nix-store";
  private static final String STORE = "nix/store/";

  private final Limits limits;

  public NixStoreCataloger(Limits limits) {
    this.limits = limits;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public boolean wants(LayerEntry file) {
    return false;
  }

  @Override
  public void catalog(FileTree tree, Discoveries out) throws IOException {
    Map<String, Integer> layers = new TreeMap<>();
    tree.files(
        file -> {
          if (file.path().startsWith(STORE)) {
            int slash = file.path().indexOf('/', STORE.length());
            if (slash > 0) {
              layers.merge(file.path().substring(STORE.length(), slash), file.layer(), Math::min);
            }
          }
          return false;
        });
    if (layers.size() > limits.components()) {
      throw new LimitExceededException("components", STORE, limits.components());
    }
    Map<String, List<Location>> outputs = new TreeMap<>();
    Map<String, NixStorePath> packages = new TreeMap<>();
    for (Map.Entry<String, Integer> folder : layers.entrySet()) {
      NixStorePath path = NixStorePath.parse(folder.getKey());
      if (path != null) {
        String key = path.name() + ' ' + path.version();
        packages.putIfAbsent(key, path);
        outputs
            .computeIfAbsent(key, _ -> new ArrayList<>(1))
            .add(new Location(STORE + folder.getKey(), folder.getValue()));
      }
    }
    for (Map.Entry<String, NixStorePath> entry : packages.entrySet()) {
      NixStorePath path = entry.getValue();
      out.add(
          new Component(
              path.name(),
              path.version(),
              Purl.of("nix", null, path.name(), path.version()),
              null,
              List.of(),
              outputs.getOrDefault(entry.getKey(), List.of()),
              new Evidence(NAME, "store path")));
    }
  }
}
