package dev.drydock.catalog.haskell;

import dev.drydock.bom.Component.Evidence;
import dev.drydock.catalog.Discoveries;
import dev.drydock.catalog.FileCataloger;
import dev.drydock.catalog.FileNames;
import dev.drydock.catalog.haskell.HaskellPackages.Identifier;
import dev.drydock.document.YamlReader;
import dev.drydock.image.FileContent;
import dev.drydock.image.LayerEntry;
import dev.drydock.json.Json;
import dev.drydock.limits.Limits;
import java.io.IOException;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Finds Haskell packages in `stack.yaml.lock` (Stack documentation, "Lock files"):
///
///     packages:
///     - completed:
///         hackage: HTTP-4000.3.16@sha256:6042…,5947
///
/// Those of the snapshot are not in the file. What comes from a repository or an archive is not
/// the package that Hackage has by that name, and not reported.
public final class StackLockCataloger implements FileCataloger {
  private static final String NAME = "haskell-stack-lock";
  private static final String FILE = "stack.yaml.lock";

  private final Limits limits;

  public StackLockCataloger(Limits limits) {
    this.limits = limits;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public FileNames fileNames() {
    return FileNames.named(FILE);
  }

  @Override
  public boolean wants(LayerEntry file) {
    return file.name().equals(FILE) && file.size() > 0;
  }

  @Override
  public void catalog(LayerEntry file, FileContent content, Discoveries out) throws IOException {
    byte[] document = content.bytes(limits.documentBytes(), file.path());
    Json lock = new YamlReader(limits).read(document, file.path());
    Set<Identifier> known = new HashSet<>();
    for (Json item : lock.items("packages")) {
      Json completed = item.get("completed").orElse(new Json.Null());
      Identifier identifier = identifier(completed.text("hackage"));
      if (identifier != null && known.add(identifier)) {
        out.add(HaskellPackages.component(identifier, file, new Evidence(NAME, FILE)));
      }
    }
  }

  private static @Nullable Identifier identifier(@Nullable String hackage) {
    if (hackage == null) {
      return null;
    }
    int revision = hackage.indexOf('@');
    return Identifier.parse((revision < 0 ? hackage : hackage.substring(0, revision)).strip());
  }
}
