package dev.drydock.catalog.perl;

import dev.drydock.catalog.Discoveries;
import dev.drydock.catalog.Document;
import dev.drydock.catalog.DocumentCataloger;
import dev.drydock.limits.Limits;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Finds Perl distributions in `cpanfile.snapshot` (Carton documentation), which Carton and Carmel
/// write:
///
///     # carton snapshot format: version 1.0
///     DISTRIBUTIONS
///       HTTP-Tiny-0.088
///         pathname: H/HA/HAARG/HTTP-Tiny-0.088.tar.gz
///         provides:
///           HTTP::Tiny 0.088
public final class CpanfileSnapshotCataloger extends DocumentCataloger {
  private static final int MOST = 100_000;

  public CpanfileSnapshotCataloger(Limits limits) {
    super("perl-cpanfile-snapshot", limits, "cpanfile.snapshot");
  }

  @Override
  protected void read(Document document, Discoveries out) throws IOException {
    String text = document.text();
    Set<String> known = new HashSet<>();
    boolean distributions = false;
    for (String line : (Iterable<String>) text.lines()::iterator) {
      if (!line.isEmpty() && !Character.isWhitespace(line.charAt(0))) {
        distributions =
            line.strip().equals("DISTRIBUTIONS") || distributions && line.startsWith("#");
      } else if (distributions && indented(line) && known.size() < MOST) {
        String whole = line.strip();
        int hyphen = versionStart(whole);
        if (hyphen > 0 && known.add(whole)) {
          String name = whole.substring(0, hyphen);
          String version = whole.substring(hyphen + 1);
          if (PerlDistributions.word(name) && PerlDistributions.word(version)) {
            out.add(
                PerlDistributions.component(
                    name, version, List.of(), document.file(), document.evidence()));
          }
        }
      }
    }
  }

  /// Whether a line is that of a distribution, by two spaces; what belongs to it has more.
  private static boolean indented(String line) {
    return line.length() > 2 && line.startsWith("  ") && !Character.isWhitespace(line.charAt(2));
  }

  /// The last hyphen with a version after it: `Foo-2-Bar-v1.2.3-TRIAL`; -1 where there is none.
  private static int versionStart(String name) {
    for (int at = name.lastIndexOf('-'); at > 0; at = name.lastIndexOf('-', at - 1)) {
      int first = at + 1;
      if (first < name.length() && name.charAt(first) == 'v') {
        first++;
      }
      if (first < name.length() && name.charAt(first) >= '0' && name.charAt(first) <= '9') {
        return at;
      }
    }
    return -1;
  }
}
