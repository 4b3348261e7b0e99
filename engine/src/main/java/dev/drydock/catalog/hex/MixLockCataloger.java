package dev.drydock.catalog.hex;

import dev.drydock.bom.Component.Evidence;
import dev.drydock.catalog.Discoveries;
import dev.drydock.catalog.FileCataloger;
import dev.drydock.catalog.FileNames;
import dev.drydock.catalog.LockedPackages;
import dev.drydock.image.FileContent;
import dev.drydock.image.LayerEntry;
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
public final class MixLockCataloger implements FileCataloger {
  private static final String NAME = "mix-lock";
  private static final String FILE = "mix.lock";

  private final Limits limits;

  public MixLockCataloger(Limits limits) {
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
    return file.size() > 0 && file.name().equals(FILE);
  }

  @Override
  public void catalog(LayerEntry file, FileContent content, Discoveries out) throws IOException {
    byte[] document = content.bytes(limits.documentBytes(), file.path());
    Term lock = TermReader.elixir(document, file.path(), limits);
    LockedPackages packages = new LockedPackages(file, new Evidence(NAME, FILE), out);
    for (Term member : lock.sequence()) {
      List<Term> pair = member.tuple();
      String name = pair.size() == 2 ? pair.getFirst().word() : null;
      if (name != null && !name.isBlank()) {
        add(name, pair.getLast().tuple(), packages);
      }
    }
    packages.finish();
  }

  private static void add(String name, List<Term> entry, LockedPackages packages) {
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
