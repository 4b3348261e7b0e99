package dev.drydock.match;

import dev.drydock.advisory.Advisories;
import dev.drydock.advisory.Advisory;
import dev.drydock.advisory.Affected;
import dev.drydock.advisory.Exploitation;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Advisories written down in a test, read like a record of OSV.
public final class AdvisoryFixture implements Advisories {
  private final List<Record> records = new ArrayList<>();
  private final Map<String, Exploitation> exploitations = new HashMap<>();
  private final Map<String, List<Advisory.Severity>> severities = new HashMap<>();
  private final Set<String> ecosystems = new TreeSet<>();
  private int lookups;

  public static AdvisoryFixture of(Record... records) {
    AdvisoryFixture fixture = new AdvisoryFixture();
    for (Record record : records) {
      fixture.records.add(record);
      for (Draft draft : record.affected) {
        fixture.ecosystems.add(draft.ecosystem);
      }
    }
    return fixture;
  }

  public static Record record(String id) {
    return new Record(id);
  }

  public AdvisoryFixture knowing(String... more) {
    ecosystems.addAll(List.of(more));
    return this;
  }

  public AdvisoryFixture exploited(String cve, @Nullable String kev, double epss) {
    exploitations.put(cve, new Exploitation(kev, false, epss, epss));
    return this;
  }

  public AdvisoryFixture scored(String cve, String type, String vector, String source) {
    severities
        .computeIfAbsent(cve, _ -> new ArrayList<>())
        .add(new Advisory.Severity(type, vector, source));
    return this;
  }

  public int lookups() {
    return lookups;
  }

  @Override
  public List<Affected> affecting(String ecosystem, String name) {
    lookups++;
    List<Affected> found = new ArrayList<>();
    for (Record record : records) {
      for (Draft draft : record.affected) {
        if (draft.ecosystem.equals(ecosystem) && draft.name.equals(name)) {
          found.add(draft.build(record.build()));
        }
      }
    }
    return found;
  }

  @Override
  public Mentions mentioning(Collection<String> ids) {
    List<Advisory> advisories = new ArrayList<>();
    List<Affected> found = new ArrayList<>();
    for (Record record : records) {
      Advisory advisory = record.build();
      if (names(advisory, ids)) {
        advisories.add(advisory);
        for (Draft draft : record.affected) {
          found.add(draft.build(advisory));
        }
      }
    }
    return new Mentions(advisories, found);
  }

  private static boolean names(Advisory advisory, Collection<String> ids) {
    List<String> all = new ArrayList<>(advisory.aliases());
    all.addAll(advisory.upstream());
    all.add(advisory.id());
    return all.stream()
        .map(id -> id.toUpperCase(Locale.ROOT))
        .anyMatch(
            id ->
                ids.stream()
                    .map(wanted -> wanted.toUpperCase(Locale.ROOT))
                    .anyMatch(wanted -> id.equals(wanted) || id.endsWith("-" + wanted)));
  }

  @Override
  public Optional<Exploitation> exploitation(String cve) {
    return Optional.ofNullable(exploitations.get(cve));
  }

  @Override
  public List<Advisory.Severity> severities(String cve) {
    return severities.getOrDefault(cve, List.of());
  }

  @Override
  public Set<String> ecosystems() {
    return ecosystems;
  }

  @Override
  public Metadata metadata() {
    return new Metadata("2026-01-01T00:00:00Z", List.of());
  }

  /// A record under construction; what is said after [#affects] is about that package.
  public static final class Record {
    private final String id;
    private final List<Draft> affected = new ArrayList<>();
    private List<String> aliases = List.of();
    private List<String> upstream = List.of();
    private final List<Advisory.Severity> severities = new ArrayList<>();
    private @Nullable String summary;
    private @Nullable String word;
    private @Nullable Double score;

    private Record(String id) {
      this.id = id;
    }

    public Record aliases(String... ids) {
      aliases = List.of(ids);
      return this;
    }

    public Record upstream(String... ids) {
      upstream = List.of(ids);
      return this;
    }

    public Record summary(String text) {
      summary = text;
      return this;
    }

    public Record word(String severityWord) {
      word = severityWord;
      return this;
    }

    public Record score(double cvssScore) {
      score = cvssScore;
      return this;
    }

    public Record vector(String type, String vector) {
      severities.add(new Advisory.Severity(type, vector, null));
      return this;
    }

    public Record affects(String ecosystem, String name) {
      affected.add(new Draft(ecosystem, name));
      return this;
    }

    public Record introduced(String version) {
      return event(Affected.Event.Kind.INTRODUCED, version);
    }

    public Record fixed(String version) {
      return event(Affected.Event.Kind.FIXED, version);
    }

    public Record lastAffected(String version) {
      return event(Affected.Event.Kind.LAST_AFFECTED, version);
    }

    public Record limit(String version) {
      return event(Affected.Event.Kind.LIMIT, version);
    }

    /// From the first version to before `version`.
    public Record fixedIn(String version) {
      return introduced("0").fixed(version);
    }

    /// From the first version on, without an end.
    public Record unfixed() {
      return introduced("0");
    }

    public Record anotherRange() {
      affected.getLast().ranges.add(new ArrayList<>());
      return this;
    }

    public Record versions(String... listed) {
      affected.getLast().versions = List.of(listed);
      return this;
    }

    public Record status(String status) {
      affected.getLast().status = status;
      return this;
    }

    public Record packageWord(String severityWord) {
      affected.getLast().word = severityWord;
      return this;
    }

    public Record architectures(String... names) {
      affected.getLast().architectures = List.of(names);
      return this;
    }

    /// Of a Go module.
    public Record packages(String... paths) {
      affected.getLast().packages = List.of(paths);
      return this;
    }

    private Record event(Affected.Event.Kind kind, String version) {
      List<List<Affected.Event>> ranges = affected.getLast().ranges;
      if (ranges.isEmpty()) {
        ranges.add(new ArrayList<>());
      }
      ranges.getLast().add(new Affected.Event(kind, version));
      return this;
    }

    private Advisory build() {
      return new Advisory(
          id,
          aliases,
          upstream,
          summary,
          null,
          null,
          severities,
          word,
          score,
          List.of(),
          "https://example.org/" + id);
    }
  }

  private static final class Draft {
    private final String ecosystem;
    private final String name;
    private final List<List<Affected.Event>> ranges = new ArrayList<>();
    private List<String> versions = List.of();
    private List<String> architectures = List.of();
    private List<String> packages = List.of();
    private @Nullable String status;
    private @Nullable String word;

    Draft(String ecosystem, String name) {
      this.ecosystem = ecosystem;
      this.name = name;
    }

    Affected build(Advisory advisory) {
      List<Affected.Range> built = new ArrayList<>();
      for (List<Affected.Event> events : ranges) {
        built.add(new Affected.Range(false, events));
      }
      return new Affected(
          advisory, ecosystem, name, built, versions, status, word, architectures, packages);
    }
  }
}
