package dev.drydock.policy.rule;

import dev.drydock.approval.standing.Standing;
import dev.drydock.policy.facts.ComponentFacts;
import dev.drydock.policy.facts.FindingFacts;
import dev.drydock.policy.facts.ImageFacts;
import dev.drydock.policy.facts.Item;
import dev.drydock.policy.facts.ObservationFacts;
import dev.drydock.policy.facts.PlanFacts;
import dev.drydock.policy.facts.StandingFacts;
import dev.drydock.policy.facts.StatusWords;
import dev.drydock.policy.rule.Field.Licences;
import dev.drydock.policy.rule.Field.Names;
import dev.drydock.policy.rule.Field.Number;
import dev.drydock.policy.rule.Field.Time;
import dev.drydock.policy.rule.Field.Word;
import dev.drydock.policy.rule.Field.YesNo;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The conditions that there are, by the name under which policies know them: the tables of
/// `docs/policy.md`.
public final class Fields {
  /// From the least to the greatest.
  public static final List<String> SEVERITIES =
      List.of("negligible", "low", "medium", "high", "critical");

  /// How the names of conditions begin that ask which base an image stands upon.
  public static final String STANDING = "base.";

  private static final List<String> PRIORITIES = List.of("track", "attend", "act");
  private static final List<String> ORIGINS = List.of("base", "application");

  private static final Map<String, Field> FINDINGS = findings();
  private static final Map<String, Field> COMPONENTS = components();
  private static final Map<String, Field> OBSERVATIONS = observations();
  private static final Map<String, Field> IMAGE = image();
  private static final Map<String, Field> PLAN = plan();

  private Fields() {}

  public static Map<String, Field> of(About about) {
    return switch (about) {
      case FINDINGS -> FINDINGS;
      case COMPONENTS -> COMPONENTS;
      case OBSERVATIONS -> OBSERVATIONS;
      case IMAGE -> IMAGE;
      case PLAN -> PLAN;
    };
  }

  private static Map<String, Field> findings() {
    Map<String, Field> fields = new LinkedHashMap<>();
    fields.put(
        "severity",
        new Word("its severity is", SEVERITIES, true, finding(one -> known(one.severity()))));
    fields.put(
        "priority",
        new Word("its priority is", PRIORITIES, true, finding(one -> one.priority().word())));
    fields.put(
        "kev",
        new YesNo(
            "it is known to be exploited (CISA KEV)",
            "it is not known to be exploited",
            finding(FindingFacts::kev)));
    fields.put(
        "ransomware",
        new YesNo(
            "ransomware is known to use it",
            "no ransomware is known to use it",
            finding(FindingFacts::ransomware)));
    fields.put(
        "epss", new Number("the chance of an attack (EPSS) is", finding(FindingFacts::epss)));
    fields.put("cvss", new Number("its CVSS score is", finding(FindingFacts::cvss)));
    fields.put(
        "network",
        new YesNo(
            "it can be attacked over the network",
            "it cannot be attacked over the network",
            finding(FindingFacts::network)));
    fields.put("exposure", new Names("its exposure is", finding(one -> List.of(one.exposure()))));
    fields.put(
        "fix-available",
        new YesNo(
            "a fix is available", "no fix is available", finding(one -> !one.fixedIn().isEmpty())));
    fields.put(
        "mendable",
        new YesNo(
            "an action of the plan removes it",
            "no action of the plan removes it",
            finding(one -> one.removedBy() >= 0)));
    fields.put(
        "status",
        new Word("its status is", StatusWords.OPEN, false, finding(FindingFacts::status)));
    fields.put(
        "origin",
        new Word("it comes from the", ORIGINS, false, finding(one -> one.component().origin())));
    fields.put("package", new Names("its package is", finding(one -> one.component().names())));
    fields.put("id", new Names("its id is", finding(FindingFacts::ids)));
    fields.put("path", new Names("it lies in", finding(one -> one.component().paths())));
    fields.put(
        "licence",
        new Licences("its package's licence is", finding(one -> one.component().licences())));
    fields.put("published", new Time("it was published", finding(one -> start(one.published()))));
    fields.put(
        "fix-published",
        new Time("its fix was published", finding(one -> start(one.fixPublished()))));
    fields.put(
        "kev-added", new Time("it was listed as exploited", finding(one -> start(one.kevAdded()))));
    return Collections.unmodifiableMap(fields);
  }

  private static Map<String, Field> components() {
    Map<String, Field> fields = new LinkedHashMap<>();
    fields.put("licence", new Licences("its licence is", component(ComponentFacts::licences)));
    fields.put("package", new Names("its package is", component(ComponentFacts::names)));
    fields.put("version", new Names("its version is", component(one -> nonEmpty(one.version()))));
    fields.put("type", new Names("its type is", component(one -> List.of(one.type()))));
    fields.put(
        "origin", new Word("it comes from the", ORIGINS, false, component(ComponentFacts::origin)));
    fields.put("path", new Names("it lies in", component(ComponentFacts::paths)));
    return Collections.unmodifiableMap(fields);
  }

  private static Map<String, Field> observations() {
    Map<String, Field> fields = new LinkedHashMap<>();
    fields.put("rule", new Names("it is", observation(one -> List.of(one.rule()))));
    fields.put(
        "severity",
        new Word(
            "its severity is",
            List.of("low", "medium", "high"),
            true,
            observation(ObservationFacts::severity)));
    fields.put("path", new Names("it lies in", observation(one -> listed(one.path()))));
    fields.put(
        "origin",
        new Word("it comes from the", ORIGINS, false, observation(ObservationFacts::origin)));
    return Collections.unmodifiableMap(fields);
  }

  private static Map<String, Field> image() {
    Map<String, Field> fields = new LinkedHashMap<>();
    fields.put("reference", new Names("it is", image(one -> nonEmpty(one.reference()))));
    fields.put("platform", new Names("its platform is", image(one -> nonEmpty(one.platform()))));
    fields.put(
        "distribution", new Names("its distribution is", image(one -> listed(one.distribution()))));
    fields.put("age", new Time("it was built", image(ImageFacts::created)));
    fields.put("label", new Field.Labels("it has the label", image(ImageFacts::labels)));
    fields.put(
        "base",
        new Names(
            "its base image is",
            image(one -> listed(one.base() == null ? null : one.base().reference()))));
    fields.put(
        "base-digest-known",
        new YesNo(
            "the digest of its base image is known",
            "the digest of its base image is not known",
            image(one -> one.base() == null ? null : one.base().digest() != null)));
    fields.put(
        "base-guessed",
        new YesNo(
            "its base image is guessed",
            "its base image is known for sure",
            image(one -> one.base() == null ? null : one.base().guessed())));
    standing(fields);
    fields.put(
        "end-of-life",
        new YesNo(
            "its distribution gets no more security updates",
            "its distribution is not known to have reached its end",
            image(one -> one.endOfLife() != null)));
    fields.put(
        "components",
        new Number("the number of its components is", image(one -> (double) one.components())));
    fields.put(
        "components-without-data",
        new Number(
            "the number of its components of which no advisory data tells is",
            image(one -> (double) one.componentsWithoutData())));
    fields.put(
        "without-data", new Names("there is no advisory data for", image(ImageFacts::withoutData)));
    fields.put(
        "distribution-data",
        new YesNo(
            "there is advisory data for its distribution",
            "there is no advisory data for its distribution",
            image(ImageFacts::distributionData)));
    fields.put(
        "observed",
        new YesNo(
            "somebody looked for secrets and careless configuration",
            "nobody looked for secrets and careless configuration",
            image(ImageFacts::observed)));
    fields.put(
        "advisories",
        new YesNo(
            "there are advisories", "there are no advisories", image(ImageFacts::advisories)));
    fields.put(
        "advisories-age",
        new Time("the newest advisory was written", image(one -> start(one.advisoriesNewest()))));
    fields.put(
        "unreadable",
        new Number(
            "the number of its files that cannot be read is",
            image(one -> (double) one.unreadable())));
    return Collections.unmodifiableMap(fields);
  }

  private static void standing(Map<String, Field> fields) {
    List<String> words =
        Arrays.stream(Standing.Status.values())
            .filter(status -> status != Standing.Status.UNKNOWN)
            .map(Standing.Status::word)
            .toList();
    fields.put(STANDING + "status", new Word("its base is", words, false, image(Fields::status)));
    fields.put(
        STANDING + "family",
        new Names("the family of its base is", standing(StandingFacts::family)));
    fields.put(
        STANDING + "variant",
        new Names("the variant of its base is", standing(StandingFacts::variant)));
    fields.put(
        STANDING + "approved",
        new Time(
            "its base was approved",
            image(one -> one.standing() == null ? null : one.standing().approved())));
  }

  private static @Nullable String status(ImageFacts image) {
    StandingFacts standing = image.standing();
    return standing == null || standing.unknown() ? null : standing.status();
  }

  private static Function<Item, List<String>> standing(
      Function<StandingFacts, @Nullable String> of) {
    return image(
        one -> {
          StandingFacts standing = one.standing();
          return listed(standing == null ? null : of.apply(standing));
        });
  }

  private static Map<String, Field> plan() {
    Map<String, Field> fields = new LinkedHashMap<>();
    fields.put(
        "actions",
        new Number("the number of actions is", plan(one -> (double) one.actions().size())));
    fields.put(
        "effort",
        new Names(
            "the effort of an action is",
            plan(one -> one.actions().stream().map(PlanFacts.Step::effort).distinct().toList())));
    fields.put(
        "kind",
        new Names(
            "an action is",
            plan(one -> one.actions().stream().map(PlanFacts.Step::kind).distinct().toList())));
    fields.put(
        "removes",
        new Number(
            "the number of findings that go is",
            plan(one -> (double) one.actions().stream().mapToInt(PlanFacts.Step::removes).sum())));
    fields.put(
        "remaining",
        new Number("the number of findings that stay is", plan(one -> (double) one.remaining())));
    return Collections.unmodifiableMap(fields);
  }

  private static @Nullable String known(String word) {
    return word.equals("unknown") ? null : word;
  }

  private static @Nullable Instant start(@Nullable LocalDate day) {
    return day == null ? null : day.atStartOfDay(ZoneOffset.UTC).toInstant();
  }

  private static List<String> listed(@Nullable String text) {
    return text == null ? List.of() : List.of(text);
  }

  private static List<String> nonEmpty(String text) {
    return text.isEmpty() ? List.of() : List.of(text);
  }

  private static <R extends @Nullable Object> Function<Item, R> finding(
      Function<FindingFacts, R> of) {
    return item -> of.apply((FindingFacts) item);
  }

  private static <R extends @Nullable Object> Function<Item, R> component(
      Function<ComponentFacts, R> of) {
    return item -> of.apply((ComponentFacts) item);
  }

  private static <R extends @Nullable Object> Function<Item, R> observation(
      Function<ObservationFacts, R> of) {
    return item -> of.apply((ObservationFacts) item);
  }

  private static <R extends @Nullable Object> Function<Item, R> image(Function<ImageFacts, R> of) {
    return item -> of.apply((ImageFacts) item);
  }

  private static <R extends @Nullable Object> Function<Item, R> plan(Function<PlanFacts, R> of) {
    return item -> of.apply((PlanFacts) item);
  }
}
