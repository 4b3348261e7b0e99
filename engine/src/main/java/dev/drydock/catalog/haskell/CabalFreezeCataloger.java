package dev.drydock.catalog.haskell;

import dev.drydock.catalog.Discoveries;
import dev.drydock.catalog.Document;
import dev.drydock.catalog.DocumentCataloger;
import dev.drydock.catalog.haskell.HaskellPackages.Identifier;
import dev.drydock.limits.Limits;
import java.io.IOException;
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
public final class CabalFreezeCataloger extends DocumentCataloger {
  private static final String FIELD = "constraints";

  public CabalFreezeCataloger(Limits limits) {
    super("haskell-cabal-freeze", limits, "cabal.project.freeze");
  }

  @Override
  protected void read(Document document, Discoveries out) throws IOException {
    String text = document.text();
    text = text.startsWith("\uFEFF") ? text.substring(1) : text;
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
          out.add(HaskellPackages.component(identifier, document.file(), document.evidence()));
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
