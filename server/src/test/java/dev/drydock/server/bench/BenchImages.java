package dev.drydock.server.bench;

import dev.drydock.bom.Bom;
import dev.drydock.bom.Component;
import dev.drydock.bom.Component.Evidence;
import dev.drydock.bom.Component.Location;
import dev.drydock.bom.Component.OsPackage;
import dev.drydock.bom.Component.Source;
import dev.drydock.bom.Distribution;
import dev.drydock.bom.Purl;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/// Images of an organisation that does not exist, of packages that do: projects with one image for
/// each build, which differ in a few packages; bases and runtimes that many projects share.
///
/// Half of the packages of languages have never had an advisory, as in real images: their names are
/// made of those of others.
final class BenchImages {
  static final int BUILDS = 20;
  private static final int BASES = 40;
  private static final int UPDATES = 6;
  private static final int OS_PACKAGES = 150;
  private static final int RUNTIME = 30;
  private static final int APPLICATION = 120;
  private static final List<String> LANGUAGES = List.of("npm", "PyPI", "Maven", "Go");
  private static final List<String> RELEASES = List.of("10", "11", "12");
  private static final Evidence EVIDENCE = new Evidence("bench", "bench");

  private final BenchFeeds feeds;
  private final Set<String> used = new HashSet<>();

  BenchImages(BenchFeeds feeds) {
    this.feeds = feeds;
    for (String ecosystem :
        List.of("npm", "PyPI", "Maven", "Go", "Debian:10", "Debian:11", "Debian:12")) {
      int names = feeds.packages(ecosystem).size();
      System.out.println(ecosystem + ": " + names + " packages");
      if (names < OS_PACKAGES + 100) {
        throw new IllegalArgumentException("too few packages of " + ecosystem);
      }
    }
  }

  /// The packages that are in any image: ecosystem, space, name.
  Set<String> used() {
    return used;
  }

  static String digest(int number) {
    return "sha256:%064x".formatted(number + 1);
  }

  Bom image(int number) {
    int project = number / BUILDS;
    int build = number % BUILDS;
    String language = LANGUAGES.get(project % LANGUAGES.size());
    int base = new Random(project).nextInt(BASES);
    String release = RELEASES.get(base % RELEASES.size());
    List<Component> components = new ArrayList<>();
    base(base, build * UPDATES / BUILDS, release, components);
    packages(language, 1_000_000 + base % 10, RUNTIME, 0, 1, components);
    packages(language, 2_000_000 + project, APPLICATION, build, 2, components);
    List<Bom.LayerSummary> layers = new ArrayList<>();
    for (int layer = 0; layer < 3; layer++) {
      layers.add(new Bom.LayerSummary(layer, null, "sha256:" + layer, null));
    }
    return new Bom(
        new Bom.Subject(
            "registry.example.com/shop/project-" + project + ":" + build,
            digest(number),
            null,
            "linux/amd64",
            null,
            layers,
            List.of(),
            Map.of(),
            List.of()),
        new Distribution("debian", release, null, List.of(), "Debian " + release, null),
        components,
        List.of(),
        List.of());
  }

  /// One base image; with each update a tenth of its packages has another version.
  private void base(int base, int update, String release, List<Component> components) {
    List<String> names = List.copyOf(feeds.packages("Debian:" + release).keySet());
    Set<Integer> chosen = new HashSet<>();
    Random random = new Random(3_000_000 + base);
    while (chosen.size() < OS_PACKAGES) {
      chosen.add(popular(random, 2 * names.size()));
    }
    for (int name : chosen.stream().sorted().toList()) {
      String advised = names.get(name % names.size());
      String source = name < names.size() ? advised : advised + "-extra";
      Random versions = new Random(31L * name + base);
      int age = versions.nextInt(10) < update ? 1 : 0;
      String version = version("Debian:" + release, advised, versions.nextInt(3) + age);
      used.add("Debian:" + release + " " + advised);
      components.add(
          new Component(
              source + "-bin",
              version,
              Purl.of(
                  "deb",
                  "debian",
                  source + "-bin",
                  version,
                  Map.of("distro", "debian-" + release, "arch", "amd64")),
              new OsPackage(new Source(source, version, true), "amd64", null, null),
              List.of("MIT"),
              List.of(new Location("var/lib/dpkg/status", 0)),
              EVIDENCE));
    }
  }

  private void packages(
      String language, int seed, int count, int build, int layer, List<Component> components) {
    List<String> names = List.copyOf(feeds.packages(language).keySet());
    Random random = new Random(seed);
    Set<Integer> chosen = new HashSet<>();
    while (chosen.size() < count) {
      chosen.add(popular(random, 2 * names.size()));
    }
    for (int name : chosen.stream().sorted().toList()) {
      String advised = names.get(name % names.size());
      boolean harmless = name >= names.size();
      Random versions = new Random(17L * name + seed);
      // every package is updated once in the life of a project
      int age = build > versions.nextInt(BUILDS) ? 1 : 0;
      String version = version(language, advised, versions.nextInt(3) + age);
      used.add(language + " " + advised);
      components.add(language(language, harmless ? advised + "-extra" : advised, version, layer));
    }
  }

  private static Component language(String language, String name, String version, int layer) {
    Purl purl =
        switch (language) {
          case "npm" -> scoped("npm", name, '/', version);
          case "Maven" -> scoped("maven", name, ':', version);
          case "Go" -> {
            int slash = name.lastIndexOf('/');
            yield Purl.of(
                "golang",
                slash < 0 ? null : name.substring(0, slash),
                name.substring(slash + 1),
                "v" + version);
          }
          default -> Purl.of("pypi", null, name, version);
        };
    return new Component(
        name,
        language.equals("Go") ? "v" + version : version,
        purl,
        null,
        List.of("MIT"),
        List.of(new Location("app/" + name, layer)),
        EVIDENCE);
  }

  private static Purl scoped(String type, String name, char separator, String version) {
    int at = name.indexOf(separator);
    return Purl.of(type, at < 0 ? null : name.substring(0, at), name.substring(at + 1), version);
  }

  private String version(String ecosystem, String name, int index) {
    List<String> versions =
        List.copyOf(feeds.packages(ecosystem).getOrDefault(name, Set.of("1.0.0")));
    return versions.get(index % versions.size());
  }

  /// Few are in very many images, many in few.
  private static int popular(Random random, int count) {
    double share = random.nextDouble();
    return (int) (count * share * share * share);
  }
}
