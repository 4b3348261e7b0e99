package dev.drydock.bench;

import dev.drydock.advisory.index.AdvisoryIndex;
import dev.drydock.bom.Bom;
import dev.drydock.bom.Component;
import dev.drydock.bom.Component.Evidence;
import dev.drydock.bom.Component.Location;
import dev.drydock.bom.Distribution;
import dev.drydock.bom.Purl;
import dev.drydock.catalog.inventory.Catalogers;
import dev.drydock.catalog.inventory.ImageCatalog;
import dev.drydock.image.Image;
import dev.drydock.image.Platform;
import dev.drydock.image.source.ImageRequest;
import dev.drydock.image.source.ImageSources;
import dev.drydock.json.Json;
import dev.drydock.json.JsonReader;
import dev.drydock.limits.Bounded;
import dev.drydock.limits.Limits;
import dev.drydock.match.Findings;
import dev.drydock.match.Matcher;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Enumeration;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/// How long the index takes to open, and 1,000 components to be matched: the packages of a Debian
/// image, filled up with packages that the advisories of npm speak of.
///
/// Prints lines `name milliseconds`.
public final class MatchTimings {
  private static final int COMPONENTS = 1000;
  private static final int ROUNDS = 41;

  private MatchTimings() {}

  /// @param args the index, an image, npm's `all.zip`
  public static void main(String[] args) throws IOException, InterruptedException {
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    long start = System.nanoTime();
    AdvisoryIndex index = AdvisoryIndex.open(Path.of(args[0]));
    out.printf(Locale.ROOT, "open %.1f%n", (System.nanoTime() - start) / 1e6);
    Bom bom = thousand(args[1], Path.of(args[2]));
    double[] rounds = new double[ROUNDS];
    int findings = 0;
    for (int i = 0; i < ROUNDS; i++) {
      long from = System.nanoTime();
      Findings found = new Matcher().match(bom, index);
      rounds[i] = (System.nanoTime() - from) / 1e6;
      findings = found.findings().size();
    }
    out.printf(Locale.ROOT, "first %.1f%n", rounds[0]);
    Arrays.sort(rounds);
    out.printf(Locale.ROOT, "median %.1f%n", rounds[ROUNDS / 2]);
    out.printf(Locale.ROOT, "components %d%n", bom.components().size());
    out.printf(Locale.ROOT, "findings %d%n", findings);
  }

  private static Bom thousand(String image, Path npm) throws IOException, InterruptedException {
    Bom real = catalog(image);
    List<Component> components = new ArrayList<>(real.components());
    for (String name : names(npm, COMPONENTS - components.size())) {
      int slash = name.indexOf('/');
      String scope = slash < 0 ? null : name.substring(0, slash);
      components.add(
          new Component(
              name,
              "1.2.3",
              Purl.of("npm", scope, name.substring(slash + 1), "1.2.3"),
              null,
              List.of(),
              List.of(new Location("app/node_modules/" + name + "/package.json", 0)),
              new Evidence("npm-package", "package.json")));
    }
    Distribution distribution = real.distribution();
    return new Bom(real.subject(), distribution, components, List.of(), List.of());
  }

  private static Bom catalog(String reference) throws IOException, InterruptedException {
    Limits limits = Limits.defaults();
    try (ExecutorService executor = Executors.newFixedThreadPool(2);
        Image image =
            ImageSources.ofFiles(Path.of(""))
                .open(ImageRequest.parse(reference, Platform.linuxOn("amd64"), false, limits))) {
      return new ImageCatalog(Catalogers.builtIn(limits), limits, executor).catalog(image);
    }
  }

  /// Packages that advisories speak of, in the order of the alphabet.
  private static List<String> names(Path zip, int count) throws IOException {
    JsonReader reader = new JsonReader(Limits.defaults());
    TreeSet<String> names = new TreeSet<>();
    try (ZipFile file = new ZipFile(zip.toFile())) {
      Enumeration<? extends ZipEntry> entries = file.entries();
      while (entries.hasMoreElements()) {
        ZipEntry entry = entries.nextElement();
        byte[] document = Bounded.readAll(file.getInputStream(entry), 1 << 20, entry.getName());
        for (Json affected : reader.read(document, entry.getName()).items("affected")) {
          affected.get("package").map(it -> it.text("name")).ifPresent(names::add);
        }
      }
    }
    return names.stream().limit(count).toList();
  }
}
