package dev.drydock.report;

import dev.drydock.bom.Component;
import dev.drydock.fix.Action;
import dev.drydock.fix.Effort;
import dev.drydock.fix.Purpose;
import dev.drydock.fix.Removal;
import dev.drydock.origin.Origin;
import dev.drydock.repair.Repair;
import dev.drydock.scan.Scan;
import java.util.ArrayList;
import java.util.List;

/// Reports of plans that remove packages.
public final class SampleRemovals {
  private SampleRemovals() {}

  /// A removal of as many packages as there are names, the first of which takes a library along.
  public static Scan of(String... names) {
    Scan plain = SampleReports.debian();
    Component example = plain.findings().bom().components().getFirst();
    List<Component> packages = new ArrayList<>();
    for (String name : names) {
      packages.add(named(example, name));
    }
    List<Component> removed = new ArrayList<>(packages);
    removed.add(named(example, "libcurl4"));
    Removal removal = new Removal(Purpose.DOWNLOAD, packages, removed);
    Action action =
        new Action(
            Action.Kind.REMOVE,
            Effort.MEDIUM,
            Origin.APPLICATION,
            List.of(),
            null,
            null,
            removal,
            List.of(0),
            List.of(),
            List.of());
    return SampleReports.repaired(
        plain,
        List.of(
            new Repair.Done(
                action, List.of(new Repair.Place("Dockerfile", 4)), removal.checks(), List.of())));
  }

  private static Component named(Component example, String name) {
    return new Component(
        name,
        example.version(),
        example.purl(),
        example.os(),
        List.of(),
        example.locations(),
        example.evidence());
  }
}
