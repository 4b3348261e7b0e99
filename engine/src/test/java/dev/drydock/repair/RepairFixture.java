package dev.drydock.repair;

import dev.drydock.bom.Bom;
import dev.drydock.bom.Component;
import dev.drydock.bom.Purl;
import dev.drydock.dockerfile.resolution.BuildArguments;
import dev.drydock.fix.Action;
import dev.drydock.fix.BaseCandidate;
import dev.drydock.fix.Effort;
import dev.drydock.fix.Replacement;
import dev.drydock.fix.Upgrade;
import dev.drydock.match.BomFixture;
import dev.drydock.origin.BaseImage;
import dev.drydock.origin.Origin;
import dev.drydock.origin.Origins;
import dev.drydock.project.formats.ProjectFormats;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// A project and actions for it, written down in a test.
final class RepairFixture {
  /// The lowest layer is the base's, and that is sure.
  static final Origins BASE =
      new Origins(new BaseImage("debian:11", null, 1, BaseImage.Evidence.DOCKERFILE));

  private final Map<String, String> texts = new TreeMap<>();
  private Project.@Nullable Recipe recipe;
  private Bom bom = BomFixture.on("debian", "11").deb("apt", "2.2.4").bom();
  private Origins origins = BASE;
  private boolean pinned;

  static RepairFixture project() {
    return new RepairFixture();
  }

  RepairFixture file(String path, String text) {
    texts.put(path, text);
    return this;
  }

  RepairFixture dockerfile(String text) {
    return dockerfile("Dockerfile", null, text);
  }

  RepairFixture dockerfile(String path, @Nullable String target, String text) {
    recipe = new Project.Recipe(path, target, BuildArguments.none());
    return file(path, text);
  }

  RepairFixture image(BomFixture image) {
    bom = image.bom();
    return this;
  }

  RepairFixture origins(Origins origins) {
    this.origins = origins;
    return this;
  }

  RepairFixture pinned() {
    pinned = true;
    return this;
  }

  Project build() {
    return new Project(recipe, texts, List.of());
  }

  Result apply(Action... actions) {
    Project before = build();
    return new Result(
        new Repairs(bom, origins, ProjectFormats.builtIn(), pinned)
            .apply(List.of(actions), before));
  }

  /// What came of it.
  record Result(Repaired repaired) {
    String text(String path) {
      return repaired.after().text(path);
    }

    List<String> changed() {
      return repaired.changes().stream().map(change -> change.path()).toList();
    }

    /// One line for each action: its places, what is next and what is noted, or why it is
    /// undecided.
    List<String> lines() {
      List<String> lines = new ArrayList<>();
      for (Repair repair : repaired.repairs()) {
        lines.add(
            switch (repair) {
              case Repair.Undecided undecided -> "undecided: " + undecided.reason();
              case Repair.Done done ->
                  String.join(
                          " ",
                          done.places().stream()
                              .map(place -> place.path() + ":" + place.line())
                              .toList())
                      + said(" | then ", done.next())
                      + said(" | note ", done.notes());
            });
      }
      return lines;
    }

    private static String said(String label, List<String> words) {
      return words.isEmpty() ? "" : label + String.join("; ", words);
    }
  }

  static Component deb(
      String name, String version, String source, String sourceVersion, int layer) {
    return os("deb", name, version, source, sourceVersion, layer);
  }

  static Component os(
      String type, String name, String version, String source, String sourceVersion, int layer) {
    return new Component(
        name,
        version,
        Purl.of(type, "debian", name, version),
        new Component.OsPackage(
            new Component.Source(source, sourceVersion, true), "amd64", null, null),
        List.of(),
        List.of(new Component.Location("var/lib/dpkg/status", layer)),
        new Component.Evidence("test", "test"));
  }

  static Component library(String type, String name, String version, String path) {
    return new Component(
        name,
        version,
        Purl.of(type, null, name, version),
        null,
        List.of(),
        List.of(new Component.Location(path, 1)),
        new Component.Evidence("test", "test"));
  }

  static Upgrade to(String version, Component... components) {
    Component first = components[0];
    Component.OsPackage os = first.os();
    return new Upgrade(
        first.type(),
        os == null ? first.name() : os.source().name(),
        os == null ? first.version() : os.source().version(),
        version,
        List.of(components),
        List.of(),
        List.of(),
        List.of(),
        List.of());
  }

  static Action packages(@Nullable Origin origin, Upgrade... upgrades) {
    return action(Action.Kind.UPGRADE_PACKAGES, origin, List.of(upgrades), null, null);
  }

  static Action dependency(Upgrade... upgrades) {
    return dependency(Origin.APPLICATION, upgrades);
  }

  static Action dependency(@Nullable Origin origin, Upgrade... upgrades) {
    return action(Action.Kind.UPGRADE_DEPENDENCY, origin, List.of(upgrades), null, null);
  }

  /// An upgrade of one library that lies in `app/`.
  static Action dependency(String type, String name, String from, String to) {
    return dependency(to(to, library(type, name, from, "app/" + name)));
  }

  static Action base(String reference, @Nullable String digest, Bom bom) {
    return action(
        Action.Kind.CHANGE_BASE,
        Origin.BASE,
        List.of(),
        new BaseCandidate(reference, digest, bom),
        null);
  }

  static Action replace(String type, String name, String from, String other, String version) {
    return action(
        Action.Kind.REPLACE,
        Origin.APPLICATION,
        List.of(to(version, library(type, name, from, "app/" + name))),
        null,
        new Replacement(
            type, name, other, version, "It gets no fixes any more.", "https://example.org/why"));
  }

  private static Action action(
      Action.Kind kind,
      @Nullable Origin origin,
      List<Upgrade> upgrades,
      @Nullable BaseCandidate base,
      @Nullable Replacement replacement) {
    return new Action(
        kind, Effort.SMALL, origin, upgrades, base, replacement, List.of(), List.of(), List.of());
  }
}
