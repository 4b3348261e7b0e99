package dev.drydock.policy.expression;

import dev.drydock.policy.facts.ComponentFacts;
import dev.drydock.policy.facts.FindingFacts;
import dev.drydock.policy.facts.ImageFacts;
import dev.drydock.policy.facts.Item;
import dev.drydock.policy.facts.ObservationFacts;
import dev.drydock.policy.facts.PlanFacts;
import dev.drydock.policy.facts.StandingFacts;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Items as CEL sees them. What is unknown is not there, so that asking for it fails, unless
/// `has(…)` asks first.
final class Values {
  private final Map<String, Object> members = new HashMap<>();

  private Values() {}

  static Map<String, Object> of(Item item) {
    return switch (item) {
      case FindingFacts finding -> finding(finding);
      case ComponentFacts component -> component(component);
      case ObservationFacts observation ->
          new Values()
              .put("rule", observation.rule())
              .put("severity", observation.severity())
              .put("message", observation.message())
              .put("path", observation.path())
              .put("origin", observation.origin())
              .members;
      case ImageFacts image -> image(image);
      case PlanFacts plan -> plan(plan);
    };
  }

  private static Map<String, Object> finding(FindingFacts finding) {
    return new Values()
        .put("id", finding.id())
        .put("aliases", finding.aliases())
        .put("component", component(finding.component()))
        .put("severity", finding.severity())
        .put("cvss", finding.cvss())
        .put("epss", finding.epss())
        .put("kev", finding.kev())
        .day("kevAdded", finding.kevAdded())
        .put("ransomware", finding.ransomware())
        .put("network", finding.network())
        .put("status", finding.status())
        .put("fixedIn", finding.fixedIn())
        .day("published", finding.published())
        .day("fixPublished", finding.fixPublished())
        .put("origin", finding.component().origin())
        .put("priority", finding.priority().word())
        .put("exposure", finding.exposure())
        .put("mendable", finding.removedBy() >= 0)
        .members;
  }

  private static Map<String, Object> component(ComponentFacts component) {
    return new Values()
        .put("name", component.name())
        .put("version", component.version())
        .put("type", component.type())
        .put("purl", component.purl())
        .put("licences", component.licences())
        .put("locations", component.paths())
        .put("origin", component.origin())
        .members;
  }

  private static Map<String, Object> image(ImageFacts image) {
    ImageFacts.Base base = image.base();
    return new Values()
        .put("reference", image.reference())
        .put("digest", image.digest())
        .put("platform", image.platform())
        .put("distro", image.distribution())
        .put("created", image.created())
        .put("labels", image.labels())
        .put(
            "base",
            base == null
                ? null
                : new Values()
                    .put("reference", base.reference())
                    .put("digest", base.digest())
                    .put("guessed", base.guessed())
                    .members)
        .put("standing", standing(image.standing()))
        .put("endOfLife", image.endOfLife() != null)
        .put("components", (long) image.components())
        .put("withoutData", image.withoutData())
        .put("componentsWithoutData", (long) image.componentsWithoutData())
        .put("distributionData", image.distributionData())
        .put("advisories", image.advisories())
        .day("advisoriesNewest", image.advisoriesNewest())
        .put("unreadable", (long) image.unreadable())
        .put("observed", image.observed())
        .members;
  }

  /// Where nobody can tell there is nothing that could be asked, and who asks has not been
  /// answered.
  private static @Nullable Map<String, Object> standing(@Nullable StandingFacts standing) {
    return standing == null || standing.unknown()
        ? null
        : new Values()
            .put("status", standing.status())
            .put("reference", standing.reference())
            .put("digest", standing.digest())
            .put("family", standing.family())
            .put("variant", standing.variant())
            .put("approvedAt", standing.approved())
            .put("newest", standing.newest())
            .members;
  }

  private static Map<String, Object> plan(PlanFacts plan) {
    List<Object> actions = new ArrayList<>();
    for (PlanFacts.Step step : plan.actions()) {
      actions.add(
          new Values()
              .put("kind", step.kind())
              .put("effort", step.effort())
              .put("findings", (long) step.removes())
              .members);
    }
    return new Values().put("actions", actions).put("remaining", (long) plan.remaining()).members;
  }

  private Values put(String name, @Nullable Object value) {
    if (value != null) {
      members.put(name, value);
    }
    return this;
  }

  private Values day(String name, @Nullable LocalDate day) {
    return put(name, day == null ? null : day.atStartOfDay(ZoneOffset.UTC).toInstant());
  }
}
