package dev.drydock.catalog.hex;

import dev.drydock.catalog.Discoveries;
import dev.drydock.catalog.Document;
import dev.drydock.catalog.PackageGraph;
import dev.drydock.limits.Limits;
import java.io.IOException;
import java.util.List;

/// Finds the packages in an Elixir project's `mix.lock`, a map written in Elixir (Mix
/// documentation, "mix deps", and Hex's `mix.lock` entries):
///
///     %{
///       "cowboy": {:hex, :cowboy, "2.9.0", "865d…", [:make, :rebar3],
///         [{:cowlib, "2.11.0", [hex: :cowlib, repo: "hexpm", optional: false]}], "hexpm", "2c72…"},
///       "enacl": {:git, "https://github.com/example/enacl.git", "2f50…", [ref: "2f50ba6"]},
///     }
public final class MixLockCataloger extends HexLockCataloger {
  public MixLockCataloger(Limits limits) {
    super("mix-lock", "mix.lock", limits);
  }

  @Override
  void read(Document document, Discoveries out) throws IOException {
    Term lock = TermReader.elixir(document.bytes(), document.path(), document.limits());
    PackageGraph packages = document.packages(out);
    for (Term member : lock.sequence()) {
      List<Term> pair = member.tuple();
      String name = pair.size() == 2 ? pair.getFirst().word() : null;
      if (name != null && !name.isBlank()) {
        add(name, pair.getLast().tuple(), packages);
      }
    }
    packages.finish();
  }

  private static void add(String name, List<Term> entry, PackageGraph packages) {
    if (entry.size() < 2) {
      return;
    }
    Term source = entry.getFirst();
    String second = entry.get(1).word();
    String third = entry.size() < 3 ? null : entry.get(2).text();
    if (source.atom("hex") && second != null && !second.isBlank() && third != null) {
      String repository = entry.size() < 7 ? null : entry.get(6).text();
      HexPackages.addHex(packages, name, second, third, repository);
      if (entry.size() > 5) {
        for (Term need : entry.get(5).sequence()) {
          String other = need.tuple().isEmpty() ? null : need.tuple().getFirst().word();
          if (other != null) {
            packages.need(name, other);
          }
        }
      }
    } else if (source.atom("package") && second != null) {
      HexPackages.addHex(packages, name, name, second, null); // before Hex 0.9
    } else if (source.atom("git") && second != null) {
      HexPackages.addGit(packages, name, second, third == null ? "" : third);
    } else if (source.atom("path")) {
      HexPackages.addOther(packages, name);
    }
  }
}
