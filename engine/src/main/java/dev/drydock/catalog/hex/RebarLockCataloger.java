package dev.drydock.catalog.hex;

import dev.drydock.catalog.Discoveries;
import dev.drydock.catalog.Document;
import dev.drydock.catalog.PackageGraph;
import dev.drydock.limits.Limits;
import java.io.IOException;
import java.util.List;

/// Finds the packages in an Erlang project's `rebar.lock` (Rebar3 documentation, "Dependencies"):
///
///     {"1.2.0",
///     [{<<"certifi">>,{pkg,<<"certifi">>,<<"2.9.0">>},0},
///      {<<"own">>,{git,"https://github.com/example/own.git",{ref,"027d…"}},1}]}.
///
/// Before there were checksums, the list stood alone. The sums that follow are of no interest.
public final class RebarLockCataloger extends HexLockCataloger {
  public RebarLockCataloger(Limits limits) {
    super("rebar-lock", "rebar.lock", limits);
  }

  @Override
  void read(Document document, Discoveries out) throws IOException {
    List<Term> terms = TermReader.erlang(document.bytes(), document.path(), document.limits());
    if (terms.isEmpty()) {
      return;
    }
    Term first = terms.getFirst();
    List<Term> versioned = first.tuple();
    Term entries = versioned.size() == 2 ? versioned.getLast() : first;
    PackageGraph packages = document.packages(out);
    for (Term entry : entries.sequence()) {
      List<Term> fields = entry.tuple();
      String name = fields.size() < 2 ? null : fields.getFirst().word();
      if (name != null && !name.isBlank()) {
        add(name, fields.get(1).tuple(), packages);
      }
    }
    packages.finish();
  }

  private static void add(String name, List<Term> source, PackageGraph packages) {
    if (source.size() < 3) {
      return;
    }
    Term kind = source.getFirst();
    String place = source.get(1).word();
    if (kind.atom("pkg") && place != null && !place.isBlank()) {
      String version = source.get(2).text();
      if (version != null) {
        HexPackages.addHex(packages, name, place, version, null);
      }
    } else if (place != null && (kind.atom("git") || kind.atom("git_subdir"))) {
      HexPackages.addGit(packages, name, place, reference(source.get(2)));
    } else if (place != null && kind.atom("hg") && place.indexOf("://") > 0) {
      HexPackages.addMercurial(packages, name, place, reference(source.get(2)));
    } else {
      HexPackages.addOther(packages, name);
    }
  }

  /// `{ref, "…"}`, or the text alone as it once was; `""` where it is neither.
  private static String reference(Term term) {
    List<Term> named = term.tuple();
    String text = named.isEmpty() ? term.text() : named.getLast().text();
    return text == null ? "" : text;
  }
}
