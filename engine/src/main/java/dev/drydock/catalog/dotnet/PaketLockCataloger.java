package dev.drydock.catalog.dotnet;

import dev.drydock.catalog.Discoveries;
import dev.drydock.catalog.Document;
import dev.drydock.catalog.DocumentCataloger;
import dev.drydock.limits.Limits;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Finds NuGet packages in a `paket.lock` (Paket documentation, "The paket.lock file"), and what
/// they need:
///
///     NUGET
///       remote: https://api.nuget.org/v3/index.json
///         Argu (6.1.1)
///           FSharp.Core (>= 4.3.2)
///         FSharp.Core (6.0.6) - restriction: >= netstandard2.0
///     GROUP Build
///     NUGET
///       …
///
/// Packages of every group count, as nothing says what a group is for. What comes from Git, GitHub
/// or an address is a file, no package.
public final class PaketLockCataloger extends DocumentCataloger {
  private static final String GROUP = "GROUP ";
  private static final String PACKAGES = "NUGET";
  private static final int PACKAGE = 4;
  private static final int NEED = 6;

  public PaketLockCataloger(Limits limits) {
    super("paket-lock", limits, "paket.lock");
  }

  @Override
  protected void read(Document document, Discoveries out) throws IOException {
    NugetPackages packages = new NugetPackages(document, out);
    String group = "";
    boolean ofRegistry = false;
    Locked locked = null;
    for (String line : (Iterable<String>) document.text().lines()::iterator) {
      int indent = indent(line);
      if (indent == 0) {
        ofRegistry = line.strip().equals(PACKAGES);
        group = line.startsWith(GROUP) ? line.substring(GROUP.length()).strip() : group;
      } else if (ofRegistry && indent == PACKAGE) {
        add(locked, packages);
        locked = Locked.of(group, line.strip());
      } else if (ofRegistry && indent == NEED && locked != null) {
        locked.needs.add(word(line.strip()));
      }
    }
    add(locked, packages);
    packages.finish();
  }

  private static void add(@Nullable Locked locked, NugetPackages packages) {
    if (locked != null) {
      packages.add(locked.group, locked.id, locked.version, locked.needs);
    }
  }

  private static int indent(String line) {
    int at = 0;
    while (at < line.length() && line.charAt(at) == ' ') {
      at++;
    }
    return at;
  }

  private static String word(String text) {
    int blank = text.indexOf(' ');
    return blank < 0 ? text : text.substring(0, blank);
  }

  private record Locked(String group, String id, String version, List<String> needs) {

    /// Reads `ID (VERSION)`, with settings behind it maybe.
    static @Nullable Locked of(String group, String text) {
      int open = text.indexOf(" (");
      int close = text.indexOf(')', open + 1);
      return open < 0 || close < 0
          ? null
          : new Locked(
              group, text.substring(0, open), text.substring(open + 2, close), new ArrayList<>());
    }
  }
}
