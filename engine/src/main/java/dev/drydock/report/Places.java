package dev.drydock.report;

import dev.drydock.repair.Repair;
import dev.drydock.scan.Scan;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The lines of a project's files where findings are mended, or came in, as whoever reads a report
/// knows the files.
public final class Places {
  private final Scan scan;
  private final ProjectFiles files;
  private final List<List<Integer>> removers;

  public Places(Scan scan, ProjectFiles files) {
    this.scan = scan;
    this.files = files;
    this.removers = new PlanWords(scan).removers();
  }

  /// Indexes of the actions that remove the finding of that index.
  public List<Integer> removers(int finding) {
    return removers.get(finding);
  }

  /// Where an action changes something.
  ///
  /// @param action its index
  public List<Repair.Place> ofAction(int action) {
    List<Repair.Place> places = new ArrayList<>();
    if (scan.repair(action) instanceof Repair.Done done) {
      for (Repair.Place place : done.places()) {
        places.add(new Repair.Place(files.seen(place.path()), place.line()));
      }
    }
    return places;
  }

  /// Where the actions that remove a finding change something; where none does, the instruction of
  /// the Dockerfile that brought its component; none where nobody knows either.
  public List<Repair.Place> ofFinding(int finding) {
    Set<Repair.Place> places = new LinkedHashSet<>();
    for (int action : removers.get(finding)) {
      places.addAll(ofAction(action));
    }
    if (places.isEmpty()) {
      Integer line = scan.origins().line(scan.findings().findings().get(finding).component());
      add(places, line);
    }
    return List.copyOf(places);
  }

  /// The instruction of the Dockerfile that made a layer; none where nobody knows.
  public List<Repair.Place> ofLayer(int layer) {
    Set<Repair.Place> places = new LinkedHashSet<>();
    add(places, scan.origins().lines().get(layer));
    return List.copyOf(places);
  }

  private void add(Set<Repair.Place> places, @Nullable Integer line) {
    if (line != null && files.dockerfile() != null) {
      places.add(new Repair.Place(files.seen(files.dockerfile()), line));
    }
  }
}
