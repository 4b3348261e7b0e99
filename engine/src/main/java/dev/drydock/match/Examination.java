package dev.drydock.match;

import dev.drydock.advisory.Affected;
import dev.drydock.bom.Bom;
import dev.drydock.bom.Component;
import dev.drydock.version.Version;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What some records say of each component of an image that they are about, where that is "not
/// affected" too: the evidence for an image that has no finding.
public final class Examination {
  private final Map<String, List<Affected>> byPackage = new HashMap<>();
  private final Set<String> ecosystems;

  /// @param records what is said of one vulnerability
  /// @param ecosystems all that there is data for
  public Examination(List<Affected> records, Set<String> ecosystems) {
    this.ecosystems = ecosystems;
    for (Affected record : records) {
      byPackage
          .computeIfAbsent(key(record.ecosystem(), record.name()), _ -> new ArrayList<>())
          .add(record);
    }
  }

  /// A component, and what one record says of its version.
  ///
  /// @param record that was asked
  /// @param compared the version that was compared: of the source for packages of an operating
  ///   system
  /// @param answer about the version alone, unless it is [Answer#NOT_LINKED]
  public record Answered(Component component, Affected record, String compared, Answer answer) {}

  /// Whether a version is one of those that a record is about.
  public enum Answer {
    AFFECTED,
    NOT_AFFECTED,
    UNDETERMINED,
    /// whatever the version: a Go program has none of the packages that the record is about
    NOT_LINKED
  }

  /// Whether a record says of a package that it does not have the vulnerability, or announces
  /// something that is none.
  public static boolean clears(Affected record) {
    return Lookup.isNoVulnerability(record);
  }

  /// In the order of the components.
  public List<Answered> of(Bom bom) {
    Subjects subjects = new Subjects(bom, ecosystems);
    List<Answered> all = new ArrayList<>();
    for (Component component : bom.components()) {
      Subject subject = subjects.of(component);
      if (subject != null) {
        examine(component, subject, all);
      }
    }
    return all;
  }

  private void examine(Component component, Subject subject, List<Answered> all) {
    String text = subject.epoch() ? subject.version() : Epochs.without(subject.version());
    Version version = subject.scheme().parse(text).orElse(null);
    for (String name : subject.names()) {
      for (String ecosystem : subject.ecosystems()) {
        for (Affected record : byPackage.getOrDefault(key(ecosystem, name), List.of())) {
          if (Lookup.speaksOf(record, subject)) {
            Answer answer =
                answer(new Entry(record, subject.scheme(), subject.epoch()), text, version);
            boolean linked = GoPackages.speakOf(record.packages(), subject.packages());
            all.add(
                new Answered(
                    component,
                    record,
                    subject.version(),
                    linked || answer == Answer.NOT_AFFECTED ? answer : Answer.NOT_LINKED));
          }
        }
      }
    }
  }

  private static Answer answer(Entry entry, String text, @Nullable Version version) {
    return switch (entry.evaluate(text, version).answer()) {
      case AFFECTED -> Answer.AFFECTED;
      case NOT_AFFECTED -> Answer.NOT_AFFECTED;
      case UNDETERMINED -> Answer.UNDETERMINED;
    };
  }

  private static String key(String ecosystem, String name) {
    return ecosystem + '\n' + name;
  }
}
