package dev.drydock.policy.facts;

import dev.drydock.triage.Priority;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Facts for tests of what is judged of them.
public final class SampleFacts {
  public static final Instant NOW = Instant.parse("2026-08-21T10:00:00Z");

  private SampleFacts() {}

  /// A package of Debian that came with the base image.
  public static ComponentFacts debian(String name, String version) {
    return new ComponentFacts(
        name,
        version,
        "deb",
        "pkg:deb/debian/" + name + "@" + version + "?arch=amd64&distro=debian-11",
        List.of("OpenSSL"),
        List.of("var/lib/dpkg/status"),
        "base");
  }

  /// A package of npm that the application brought.
  public static ComponentFacts npm(String name, String version, String path) {
    return new ComponentFacts(
        name,
        version,
        "npm",
        "pkg:npm/" + name + "@" + version,
        List.of("MIT"),
        List.of(path),
        "application");
  }

  public static ComponentFacts licensed(String... licences) {
    return new ComponentFacts(
        "a", "1", "npm", "pkg:npm/a@1", List.of(licences), List.of("a/package.json"), null);
  }

  public static FindingBuilder finding(String id, ComponentFacts component) {
    return new FindingBuilder(id, component);
  }

  /// A finding, little by little: high, affected, without a fix.
  public static final class FindingBuilder {
    private final String id;
    private final ComponentFacts component;
    private List<String> aliases = List.of();
    private String severity = "high";
    private @Nullable Double cvss;
    private @Nullable Boolean network;
    private @Nullable Double epss;
    private @Nullable LocalDate kevAdded;
    private boolean kev;
    private boolean ransomware;
    private String status = "affected";
    private List<String> fixedIn = List.of();
    private Priority priority = Priority.TRACK;
    private @Nullable LocalDate published;
    private @Nullable LocalDate fixPublished;
    private int removedBy = -1;

    private FindingBuilder(String id, ComponentFacts component) {
      this.id = id;
      this.component = component;
    }

    public FindingBuilder aliases(String... aliases) {
      this.aliases = List.of(aliases);
      return this;
    }

    public FindingBuilder severity(String severity) {
      this.severity = severity;
      return this;
    }

    public FindingBuilder cvss(double cvss) {
      this.cvss = cvss;
      return this;
    }

    public FindingBuilder network(boolean network) {
      this.network = network;
      return this;
    }

    public FindingBuilder epss(double epss) {
      this.epss = epss;
      return this;
    }

    public FindingBuilder kev(String added) {
      this.kev = true;
      this.kevAdded = LocalDate.parse(added);
      return this;
    }

    public FindingBuilder ransomware() {
      this.ransomware = true;
      return this;
    }

    public FindingBuilder status(String status) {
      this.status = status;
      return this;
    }

    public FindingBuilder fixed(String version, @Nullable String day) {
      this.fixedIn = List.of(version);
      this.fixPublished = day == null ? null : LocalDate.parse(day);
      return this;
    }

    public FindingBuilder priority(Priority priority) {
      this.priority = priority;
      return this;
    }

    public FindingBuilder published(String day) {
      this.published = LocalDate.parse(day);
      return this;
    }

    public FindingBuilder removedBy(int action) {
      this.removedBy = action;
      return this;
    }

    public FindingFacts build() {
      return new FindingFacts(
          id,
          aliases,
          component,
          severity,
          cvss,
          network,
          epss,
          kevAdded,
          kev,
          ransomware,
          status,
          fixedIn,
          priority,
          "present",
          published,
          fixPublished,
          removedBy);
    }
  }

  public static ImageFacts image(String reference) {
    return new ImageFacts(
        reference,
        "sha256:" + "c".repeat(64),
        "linux/amd64",
        "debian-11",
        Instant.parse("2026-08-01T00:00:00Z"),
        Map.of("team", "shop"),
        new ImageFacts.Base("debian:11", null, false),
        null,
        10,
        List.of(),
        0,
        true,
        true,
        LocalDate.parse("2026-08-20"),
        0,
        true,
        null);
  }

  /// An image about which nothing is known but its reference.
  public static ImageFacts unknownImage() {
    return new ImageFacts(
        "", null, "", null, null, Map.of(), null, null, 0, List.of(), 0, null, false, null, 0,
        false, null);
  }

  public static ObservationFacts observation(String rule, String severity, @Nullable String path) {
    return new ObservationFacts(
        rule, severity, "it is careless", path, path == null ? null : "application");
  }

  public static Facts of(Item... items) {
    ImageFacts image = image("shop:1");
    List<FindingFacts> findings = new ArrayList<>();
    List<ComponentFacts> components = new ArrayList<>();
    List<ObservationFacts> observations = new ArrayList<>();
    PlanFacts plan = new PlanFacts(List.of(), 0);
    for (Item item : items) {
      switch (item) {
        case FindingFacts finding -> findings.add(finding);
        case ComponentFacts component -> components.add(component);
        case ObservationFacts observation -> observations.add(observation);
        case ImageFacts other -> image = other;
        case PlanFacts other -> plan = other;
      }
    }
    return new Facts(NOW, image, findings, components, observations, plan);
  }
}
