package dev.drydock.fuzz;

import dev.drydock.bom.Component;
import dev.drydock.bom.Purl;
import dev.drydock.catalog.Cataloger;
import dev.drydock.catalog.CatalogerRun;
import dev.drydock.catalog.DirectoryTree;
import dev.drydock.catalog.RecordedDiscoveries;
import dev.drydock.catalog.inventory.Catalogers;
import dev.drydock.limits.Limits;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// One file of an image from the bytes of a fuzzer, and the catalogers that read it.
public final class FuzzTree {
  private FuzzTree() {}

  /// What parsers may use here: far less than for real images, so that going over is what happens.
  public static final Limits LIMITS =
      new Limits(20_000, 32 << 20, 1_000, 8 << 20, 8 << 20, 64, 4096, 40, 2_000, 32 << 20, 10_000);

  private static final int LONGEST_PATH = 300;
  private static final List<Cataloger> ALL = Catalogers.builtIn(LIMITS);

  /// A path, a line end, the file's content.
  record Input(String path, byte[] content) {}

  /// `null` where the path is none that the image layer would show.
  static @Nullable Input input(byte[] data) {
    for (int i = 0; i < data.length && i < LONGEST_PATH; i++) {
      if (data[i] == '\n') {
        String path = new String(data, 0, i, StandardCharsets.UTF_8);
        String framed = "/" + path + "/";
        boolean clean =
            !framed.contains("//")
                && !framed.contains("/./")
                && !framed.contains("/../")
                && path.indexOf(0) < 0;
        return clean ? new Input(path, Arrays.copyOfRange(data, i + 1, data.length)) : null;
      }
    }
    return null;
  }

  /// The catalogers of these packages below `dev.drydock.catalog`.
  static Cataloger[] catalogers(String... packages) {
    Set<String> names = new HashSet<>();
    for (String name : packages) {
      names.add("dev.drydock.catalog." + name);
    }
    return ALL.stream()
        .filter(cataloger -> names.contains(cataloger.getClass().getPackageName()))
        .toArray(Cataloger[]::new);
  }

  /// Runs `catalogers` over a tree of this one file. What cannot be read becomes a line of the
  /// result as in the core; everything else escapes.
  static void run(byte[] data, Cataloger... catalogers) throws InterruptedException {
    Input input = input(data);
    if (input != null) {
      DirectoryTree tree = DirectoryTree.empty().file(input.path(), input.content(), 0755);
      RecordedDiscoveries found = CatalogerRun.over(tree, catalogers);
      for (Component component : found.components()) {
        Purl.parse(component.purl().toString());
      }
    }
  }
}
