package dev.drydock.catalog.haskell;

import dev.drydock.bom.Component.Evidence;
import dev.drydock.catalog.Discoveries;
import dev.drydock.catalog.FileCataloger;
import dev.drydock.catalog.FileNames;
import dev.drydock.catalog.haskell.HaskellPackages.Identifier;
import dev.drydock.image.FileContent;
import dev.drydock.image.LayerEntry;
import dev.drydock.limits.Limits;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Finds Haskell packages in `cabal.project.freeze` (Cabal user guide, "cabal freeze"):
///
///     active-repositories: hackage.haskell.org:merge
///     constraints: any.aeson ==2.1.0.0,
///                  aeson -cffi +ordered-keymap,
///                  any.base ==4.17.0.0
public final class CabalFreezeCataloger implements FileCataloger {
  private static final String NAME = "haskell-cabal-freeze";
  private static final String FILE = "cabal.project.freeze";
  private static final String FIELD = "constraints";

  private final Limits limits;

  public CabalFreezeCataloger(Limits limits) {
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
    String text =
        new String(content.bytes(limits.documentBytes(), file.path()), StandardCharsets.UTF_8);
    Set<Identifier> known = new HashSet<>();
    boolean inConstraints = false;
    for (String line : (Iterable<String>) text.lines()::iterator) {
      String rest = line.strip();
      if (rest.isEmpty() || rest.startsWith("--")) {
        continue;
      }
      if (!Character.isWhitespace(line.charAt(0))) {
        int colon = rest.indexOf(':');
        String field = rest.substring(0, Math.max(colon, 0)).strip().toLowerCase(Locale.ROOT);
        inConstraints = field.equals(FIELD);
        rest = rest.substring(colon + 1);
      }
      int from = 0;
      while (inConstraints && from < rest.length()) {
        int comma = rest.indexOf(',', from);
        int to = comma < 0 ? rest.length() : comma;
        Identifier identifier = constraint(rest.substring(from, to).strip());
        if (identifier != null && known.add(identifier)) {
          out.add(HaskellPackages.component(identifier, file, new Evidence(NAME, FILE)));
        }
        from = to + 1;
      }
    }
  }

  /// Reads `any.name ==1.2.3`; `null` for flags, ranges, and what only setups are built with.
  private static @Nullable Identifier constraint(String text) {
    int equal = text.indexOf("==");
    if (equal < 0) {
      return null;
    }
    String name = text.substring(0, equal).strip();
    if (name.startsWith("any.")) {
      name = name.substring("any.".length());
    }
    return Identifier.of(name, text.substring(equal + 2).strip());
  }
}
