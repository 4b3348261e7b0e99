package dev.drydock.catalog.rust;

import dev.drydock.bom.Component.Evidence;
import dev.drydock.catalog.Discoveries;
import dev.drydock.catalog.StreamedCataloger;
import dev.drydock.catalog.executable.ExecutableFile;
import dev.drydock.catalog.executable.SystemFolders;
import dev.drydock.image.LayerEntry;
import java.util.Map;

/// Finds crates of crates.io in programs and libraries that Rust's compiler made, by the paths of
/// their sources: where code may panic, the compiler leaves in which file that was, and so do
/// assertions of C code that is compiled along.
///
/// Most programs are not built with `cargo auditable`, of which `rust-binary` reads all crates.
/// What this finds is in the program for certain, but not all that is: code that cannot panic
/// leaves nothing, and builds may have their paths taken out (`--remap-path-prefix`). Crates of
/// Rust's own library are among them where that is of before 2024. Of a program with a list of its
/// crates that list counts alone.
public final class RustSourcePathCataloger implements StreamedCataloger {
  public static final String NAME = "rust-source-path";

  /// Rust's standard library alone is larger.
  private static final int SMALLEST = 64 << 10;

  @Override
  public String name() {
    return NAME;
  }

  /// Libraries of the operating system are passed by, since they are too many to be searched for
  /// what nearly none of them has.
  @Override
  public boolean wants(LayerEntry file) {
    return file.size() >= SMALLEST
        && (ExecutableFile.named(file) || file.path().endsWith(".node"))
        && !SystemFolders.ofLibraries(file.path());
  }

  /// ELF: in those of other systems Rust's own crates cannot be told from the program's.
  @Override
  public boolean recognises(byte[] head) {
    return ExecutableFile.recognisesElf(head);
  }

  @Override
  public Reading begin(LayerEntry file) {
    CratePathSearch search = new CratePathSearch();
    return new Reading() {
      @Override
      public void bytes(byte[] bytes, int length) {
        search.bytes(bytes, length);
      }

      @Override
      public void end(Discoveries out) {
        Evidence evidence = new Evidence(NAME, "source paths");
        for (CratePathSearch.Crate crate : search.crates()) {
          out.add(Crates.component(crate.name(), crate.version(), Map.of(), file, evidence));
        }
      }
    };
  }
}
