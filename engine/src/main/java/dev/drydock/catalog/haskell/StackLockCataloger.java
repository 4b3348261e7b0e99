package dev.drydock.catalog.haskell;

import dev.drydock.catalog.Discoveries;
import dev.drydock.catalog.Document;
import dev.drydock.catalog.DocumentCataloger;
import dev.drydock.catalog.haskell.HaskellPackages.Identifier;
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
public final class StackLockCataloger extends DocumentCataloger {
  public StackLockCataloger(Limits limits) {
    super("haskell-stack-lock", limits, "stack.yaml.lock");
  }

  @Override
  protected void read(Document document, Discoveries out) throws IOException {
    Json lock = document.yaml();
    Set<Identifier> known = new HashSet<>();
    for (Json item : lock.items("packages")) {
      Json completed = item.get("completed").orElse(new Json.Null());
      Identifier identifier = identifier(completed.text("hackage"));
      if (identifier != null && known.add(identifier)) {
        out.add(HaskellPackages.component(identifier, document.file(), document.evidence()));
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
