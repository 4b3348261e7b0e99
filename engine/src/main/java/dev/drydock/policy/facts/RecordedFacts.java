package dev.drydock.policy.facts;

import dev.drydock.approval.standing.Standing;
import dev.drydock.bom.Purl;
import dev.drydock.json.Json;
import dev.drydock.json.JsonReader;
import dev.drydock.limits.Limits;
import dev.drydock.origin.BaseImage;
import dev.drydock.origin.Origin;
import dev.drydock.triage.Priority;
import java.io.IOException;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The facts of a scan that was written down: of what `scan --format json` writes.
///
/// Hostile as any input: what is missing or wrong is an error, never a fact that is not there.
public final class RecordedFacts {
  private final Json document;
  private final String what;
  private final Map<String, Integer> layers = new HashMap<>();
  private final int baseLayers;
  private final boolean lowestLayerOnly;

  private RecordedFacts(Json document, String what) {
    this.document = document;
    this.what = what;
    List<Json> all = member(document, "image").items("layers");
    for (int i = 0; i < all.size(); i++) {
      String id = all.get(i).text("diffId");
      id = id == null ? all.get(i).text("digest") : id;
      if (id != null) {
        layers.putIfAbsent(id, i);
      }
    }
    Json base = member(document, "base");
    baseLayers = base.integer("layers").orElse(-1L).intValue();
    lowestLayerOnly = BaseImage.Evidence.LOWEST_LAYER.words().equals(base.text("evidence"));
  }

  /// Whether a document is one that `scan --format json` wrote.
  public static boolean is(Json document) {
    return document.get("schemaVersion").isPresent()
        && document.get("findings").isPresent()
        && document.get("coverage").isPresent();
  }

  /// @param what names the document in errors
  /// @throws IOException where it is no scan
  public static Facts read(byte[] bytes, String what, Limits limits) throws IOException {
    return of(new JsonReader(limits).read(bytes, what), what);
  }

  /// @param what names the document in errors
  /// @throws IOException where it is no scan
  public static Facts of(Json document, String what) throws IOException {
    if (!is(document)) {
      throw new IOException(
          what + " is no scan; write one with `drydock scan --format json -o FILE IMAGE`");
    }
    if (document.integer("schemaVersion").orElse(0L) != 1) {
      throw new IOException(what + " is a scan of another version than 1; write it again");
    }
    return new RecordedFacts(document, what).facts();
  }

  private Facts facts() throws IOException {
    List<ComponentFacts> components = new ArrayList<>();
    for (Json component : document.items("components")) {
      components.add(component(component));
    }
    List<FindingFacts> findings = new ArrayList<>();
    for (Json finding : document.items("findings")) {
      findings.add(finding(finding, components));
    }
    List<ObservationFacts> observations = new ArrayList<>();
    for (Json observation : document.items("observations")) {
      observations.add(
          new ObservationFacts(
              required(observation, "rule"),
              required(observation, "severity"),
              required(observation, "message"),
              observation.text("path"),
              ScanFacts.origin(layer(observation), baseLayers)));
    }
    return new Facts(at(), image(components.size()), findings, components, observations, plan());
  }

  private Instant at() throws IOException {
    try {
      return Instant.parse(required(document, "createdAt"));
    } catch (DateTimeParseException e) {
      throw new IOException(what + " does not say when it was made: its createdAt is no time", e);
    }
  }

  private ComponentFacts component(Json component) throws IOException {
    String purl = required(component, "purl");
    try {
      purl = Purl.parse(purl).toString();
    } catch (IllegalArgumentException e) {
      throw new IOException(what + " has a component whose purl is none", e);
    }
    return new ComponentFacts(
        required(component, "name"),
        required(component, "version"),
        required(component, "type"),
        purl,
        component.texts("licences"),
        component.texts("locations"),
        origin(component));
  }

  /// As [dev.drydock.origin.Origins#of] has it.
  private @Nullable String origin(Json component) {
    int layer = layer(component);
    if (layer < 0 || baseLayers < 0) {
      return null;
    }
    return lowestLayerOnly && component.get("source").isEmpty()
        ? Origin.APPLICATION.word()
        : ScanFacts.origin(layer, baseLayers);
  }

  private int layer(Json owner) {
    String id = owner.text("layer");
    return id == null ? -1 : layers.getOrDefault(id, -1);
  }

  private FindingFacts finding(Json finding, List<ComponentFacts> components) throws IOException {
    String vector = null;
    for (Json rating : finding.items("ratings")) {
      vector = vector == null ? rating.text("vector") : vector;
    }
    return new FindingFacts(
        required(finding, "id"),
        finding.texts("aliases"),
        componentOf(finding, components),
        required(finding, "severity"),
        number(finding, "cvss"),
        ScanFacts.network(vector),
        number(finding, "epss"),
        Times.day(finding.text("kevAdded")),
        finding.isTrue("kev"),
        finding.isTrue("ransomware"),
        required(finding, "status"),
        finding.texts("fixedIn"),
        priority(required(finding, "priority")),
        required(finding, "exposure"),
        Times.day(finding.text("published")),
        Times.day(finding.text("fixPublished")),
        finding.integer("removedBy").orElse(-1L).intValue());
  }

  private ComponentFacts componentOf(Json finding, List<ComponentFacts> components)
      throws IOException {
    Json reference = member(finding, "component");
    int index = finding.integer("componentIndex").orElse(-1L).intValue();
    String purl = required(reference, "purl");
    if (index >= 0 && index < components.size()) {
      return components.get(index);
    }
    for (ComponentFacts component : components) {
      if (component.purl().equals(purl)) {
        return component;
      }
    }
    throw new IOException(what + " has a finding of a component that is not in it");
  }

  private Priority priority(String word) throws IOException {
    for (Priority priority : Priority.values()) {
      if (priority.word().equals(word)) {
        return priority;
      }
    }
    throw new IOException(what + " has a finding of an unknown priority; write it again");
  }

  private ImageFacts image(int components) throws IOException {
    Json image = member(document, "image");
    Json base = member(document, "base");
    Json advisories = member(document, "advisories");
    Map<String, String> labels = new HashMap<>();
    member(image, "labels")
        .members()
        .forEach((name, value) -> value.text().ifPresent(text -> labels.put(name, text)));
    List<String> withoutData = new ArrayList<>();
    long componentsWithoutData = 0;
    Boolean distributionData = null;
    for (Json coverage : document.items("coverage")) {
      distributionData =
          ScanFacts.distributionData(
              distributionData, coverage.isTrue("distribution"), coverage.isTrue("known"));
      if (!coverage.isTrue("known")) {
        withoutData.add(String.valueOf(coverage.text("ecosystem")));
        componentsWithoutData += coverage.integer("components").orElse(1L);
      }
    }
    List<String> newest = new ArrayList<>();
    for (Json feed : advisories.items("feeds")) {
      newest.add(String.valueOf(feed.text("newest")));
    }
    String reference = image.text("reference");
    String platform = image.text("platform");
    return new ImageFacts(
        reference == null ? "" : reference,
        image.text("digest"),
        platform == null ? "" : platform,
        image.text("distro"),
        Times.created(image.text("created")),
        labels,
        baseLayers < 0
            ? null
            : new ImageFacts.Base(
                base.text("reference"), base.text("digest"), base.isTrue("guessed")),
        endOfLife(),
        components,
        withoutData,
        (int) Math.min(Integer.MAX_VALUE, componentsWithoutData),
        distributionData,
        !advisories.items("feeds").isEmpty(),
        Times.newest(newest),
        document.items("unreadable").size(),
        observed(),
        standing());
  }

  /// Of scans of before there was this word nobody had asked.
  private @Nullable StandingFacts standing() throws IOException {
    Json standing = member(document, "standing");
    if (!(standing instanceof Json.Obj)) {
      return null;
    }
    String status = required(standing, "status");
    boolean known = false;
    for (Standing.Status one : Standing.Status.values()) {
      known |= one.word().equals(status);
    }
    if (!known) {
      throw new IOException(what + " has a base of an unknown standing; write it again");
    }
    Json base = member(standing, "base");
    boolean found = base instanceof Json.Obj;
    return new StandingFacts(
        status,
        found ? required(base, "reference") : null,
        found ? required(base, "digest") : null,
        found ? required(base, "family") : null,
        found ? required(base, "variant") : null,
        found ? time(base.text("approvedAt")) : null,
        standing.text("newest"),
        required(standing, "told"),
        standing.isTrue("unreachable"));
  }

  private @Nullable Instant time(@Nullable String text) throws IOException {
    try {
      return text == null ? null : Instant.parse(text);
    } catch (DateTimeParseException e) {
      throw new IOException(what + " is a damaged scan: its approvedAt is no time", e);
    }
  }

  /// Scans of before there was this word were of images that had been looked at, or nobody knows.
  private boolean observed() {
    return document.get("observed").isEmpty() || document.isTrue("observed");
  }

  private @Nullable String endOfLife() {
    for (Json finding : document.items("imageFindings")) {
      if ("end-of-life".equals(finding.text("kind"))) {
        return finding.text("title");
      }
    }
    return null;
  }

  private PlanFacts plan() throws IOException {
    Json plan = member(document, "plan");
    List<PlanFacts.Step> steps = new ArrayList<>();
    for (Json action : plan.items("actions")) {
      steps.add(
          new PlanFacts.Step(
              required(action, "kind"),
              required(action, "effort"),
              action.integer("findings").orElse(0L).intValue()));
    }
    return new PlanFacts(steps, plan.items("remaining").size());
  }

  private static Json member(Json owner, String name) {
    return owner.get(name).orElse(new Json.Null());
  }

  private String required(Json owner, String name) throws IOException {
    String text = owner.text(name);
    if (text == null) {
      throw new IOException(what + " is a damaged scan: " + name + " is missing; write it again");
    }
    return text;
  }

  private static @Nullable Double number(Json owner, String name) {
    if (owner.get(name).orElse(null) instanceof Json.Number(String literal)) {
      double value = Double.parseDouble(literal);
      return Double.isFinite(value) ? value : null;
    }
    return null;
  }
}
