package dev.drydock.catalog.binary;

import dev.drydock.bom.Component;
import dev.drydock.bom.Component.Evidence;
import dev.drydock.bom.Component.Location;
import dev.drydock.bom.Purl;
import dev.drydock.catalog.Discoveries;
import dev.drydock.catalog.StreamedCataloger;
import dev.drydock.image.LayerEntry;
import java.nio.ByteBuffer;
import java.util.List;

/// Finds programs that were copied into an image or compiled there: `node` in `/usr/local/bin`,
/// which no package manager knows. The name of the file says what it may be, a signature in its
/// bytes which version it is; [Programs] is the table of both.
///
/// Those that a package of the operating system owns are that package's, and dropped later.
public final class BinaryCataloger implements StreamedCataloger {
  private static final String NAME = "binary";
  private static final int SMALLEST = 4 << 10;

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public boolean wants(LayerEntry file) {
    return file.size() >= SMALLEST
        && (file.executable() || file.path().indexOf(".so", file.path().lastIndexOf('/') + 1) > 0)
        && !Programs.named(file.name()).isEmpty()
        && !managed(file.path());
  }

  /// Whether the folder tells that a package manager knows the file, all of whose folders it owns:
  /// Nix, Homebrew.
  private static boolean managed(String path) {
    return path.startsWith("nix/store/") || path.contains("/Cellar/");
  }

  /// Whether this is the beginning of an ELF, PE or Mach-O file.
  @Override
  public boolean recognises(byte[] head) {
    if (head.length < 4) {
      return false;
    }
    int magic = ByteBuffer.wrap(head).getInt(0);
    return magic == 0x7f454c46
        || magic >>> 16 == 0x4d5a
        || magic == 0xcffaedfe
        || magic == 0xcefaedfe
        || magic == 0xcafebabe;
  }

  @Override
  public Reading begin(LayerEntry file) {
    return new SearchedFile(file, Programs.named(file.name()));
  }

  private static final class SearchedFile implements Reading {
    private final LayerEntry file;
    private final List<Program> programs;
    private final SignatureSearch search;

    SearchedFile(LayerEntry file, List<Program> programs) {
      this.file = file;
      this.programs = programs;
      this.search = new SignatureSearch(Programs.withoutEnding(file.name()), programs);
    }

    @Override
    public void bytes(byte[] bytes, int length) {
      search.bytes(bytes, length);
    }

    @Override
    public void end(Discoveries out) {
      for (Program program : programs) {
        String version = search.version(program);
        if (version != null) {
          out.add(component(program, version, file));
        }
      }
    }
  }

  static Component component(Program program, String version, LayerEntry file) {
    String name = program.name();
    int slash = name.indexOf('/');
    String vendor = slash < 0 ? null : name.substring(0, slash);
    String product = name.substring(slash + 1);
    return new Component(
        product,
        version,
        Purl.of("generic", vendor, product, version),
        null,
        program.licence().isEmpty() ? List.of() : List.of(program.licence()),
        List.of(new Location(file.path(), file.layer())),
        new Evidence(NAME, "signature"));
  }
}
