package dev.drydock.catalog.ocaml;

import dev.drydock.bom.Component;
import dev.drydock.bom.Component.Location;
import dev.drydock.bom.Purl;
import dev.drydock.catalog.Discoveries;
import dev.drydock.catalog.Document;
import dev.drydock.catalog.DocumentCataloger;
import dev.drydock.image.LayerEntry;
import dev.drydock.limits.Limits;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/// Finds OCaml packages by opam's files (opam manual, "Opam files"): of a switch, which has one of
/// each installed package in `.opam-switch/packages/NAME.VERSION/opam`; of a library,
/// `lib/NAME/opam`; and of a project, `NAME.opam`, where it says its version.
///
/// Not those of a clone of opam's repository, which has all versions of all packages, nor those
/// among the sources of an installed package.
public final class OpamCataloger extends DocumentCataloger {
  private static final String NAME = "opam";
  private static final String FILE = "opam";
  private static final String ENDING = ".opam";
  private static final String SWITCH = ".opam-switch/";
  private static final String PACKAGES = "packages/";
  private static final int MOST_BYTES = 4 << 20;

  public OpamCataloger(Limits limits) {
    super(NAME, limits, MOST_BYTES, FILE, "*.opam");
  }

  @Override
  public boolean wants(LayerEntry file) {
    String path = file.path();
    if (!super.wants(file)) {
      return false;
    }
    int from = path.indexOf(SWITCH);
    String name = file.name();
    if (from >= 0) {
      int inside = from + SWITCH.length();
      return name.equals(FILE)
          && path.startsWith(PACKAGES, inside)
          && folders(path, inside + PACKAGES.length()) == 1;
    }
    if (name.equals(FILE)) {
      int folder = path.lastIndexOf('/');
      int parent = folder < 0 ? -1 : path.lastIndexOf('/', folder - 1);
      return parent >= 3
          && path.startsWith("lib", parent - 3)
          && (parent == 3 || path.charAt(parent - 4) == '/');
    }
    return name.length() > ENDING.length() && !path.contains("_build/");
  }

  private static int folders(String path, int from) {
    int count = 0;
    for (int at = path.indexOf('/', from); at >= 0; at = path.indexOf('/', at + 1)) {
      count++;
    }
    return count;
  }

  @Override
  protected void read(Document document, Discoveries out) throws IOException {
    Map<String, List<String>> fields = OpamFile.parse(document.bytes());
    String path = document.path();
    int folder = path.lastIndexOf('/');
    String container = path.substring(path.lastIndexOf('/', folder - 1) + 1, Math.max(folder, 0));
    String name = container;
    String version = first(fields, "version");
    if (!document.name().equals(FILE)) {
      name = document.name().substring(0, document.name().length() - ENDING.length());
    } else if (path.contains(SWITCH)) {
      int dot = container.indexOf('.');
      name = dot < 0 ? container : container.substring(0, dot);
      version = version.isEmpty() && dot >= 0 ? container.substring(dot + 1) : version;
    }
    String written = first(fields, "name");
    name = written.isEmpty() ? name : written;
    if (!name.isBlank() && !version.isBlank()) {
      out.add(
          new Component(
              name,
              version,
              Purl.of("opam", null, name, version),
              null,
              fields.getOrDefault("license", List.of()),
              List.of(new Location(path, document.file().layer())),
              document.evidence()));
    }
  }

  private static String first(Map<String, List<String>> fields, String name) {
    List<String> values = fields.getOrDefault(name, List.of());
    return values.isEmpty() ? "" : values.getFirst().strip();
  }
}
