package dev.drydock.catalog.perl;

import dev.drydock.catalog.Discoveries;
import dev.drydock.catalog.Document;
import dev.drydock.catalog.FileTree;
import dev.drydock.catalog.TreeDocumentCataloger;
import dev.drydock.limits.Limits;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Finds Perl modules in `perllocal.pod`, to which ExtUtils::MakeMaker adds what it installs, be it
/// for `cpan` or by hand (ExtUtils::MakeMaker documentation, "DOC_INSTALL"):
///
///     =head2 Tue Jan  2 10:00:00 2024: C<Module> L<HTTP::Tiny|HTTP::Tiny>
///     =over 4
///     =item *
///     C<VERSION: 0.088>
///
/// Of several entries for a module the last one counts. Where cpanm has been at work it has left
/// more exact records, which [PerlMetaCataloger] reads, and the log is not looked at: it knows
/// names of modules, not of distributions. (`.packlist` files tell no version.)
public final class PerlInstallLogCataloger extends TreeDocumentCataloger {
  private static final String VERSION = "C<VERSION: ";
  private static final int MOST = 100_000;

  public PerlInstallLogCataloger(Limits limits) {
    super("perl-install-log", limits, "perllocal.pod");
  }

  @Override
  protected Reading reading(FileTree tree) {
    return recordsOfCpanm(tree) ? (_, _) -> {} : PerlInstallLogCataloger::report;
  }

  private static void report(Document document, Discoveries out) {
    for (Map.Entry<String, String> one : modules(document.bytes()).entrySet()) {
      out.add(
          PerlDistributions.component(
              one.getKey(), one.getValue(), List.of(), document.file(), document.evidence()));
    }
  }

  private static boolean recordsOfCpanm(FileTree tree) {
    boolean[] found = new boolean[1];
    tree.files(
        file -> {
          found[0] |= file.path().endsWith("/MYMETA.json") && file.path().contains("/.meta/");
          return false;
        });
    return found[0];
  }

  /// The version that was installed last of each module.
  private static Map<String, String> modules(byte[] document) {
    Map<String, String> modules = new LinkedHashMap<>();
    String text = new String(document, StandardCharsets.UTF_8);
    String module = "";
    for (String line : (Iterable<String>) text.lines()::iterator) {
      if (line.startsWith("=head2 ")) {
        int link = line.indexOf("C<Module> L<");
        int from = link + "C<Module> L<".length();
        int bar = line.indexOf('|', from);
        module = link > 0 && bar > from ? line.substring(from, bar).strip() : "";
      } else if (line.startsWith(VERSION) && line.endsWith(">") && modules.size() < MOST) {
        String version = line.substring(VERSION.length(), line.length() - 1).strip();
        if (PerlDistributions.word(module) && PerlDistributions.word(version)) {
          modules.put(module, version);
        }
      }
    }
    return modules;
  }
}
