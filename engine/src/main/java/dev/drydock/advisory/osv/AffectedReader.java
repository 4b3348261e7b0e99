package dev.drydock.advisory.osv;

import dev.drydock.advisory.Advisory;
import dev.drydock.advisory.Affected;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;

/// One entry of a record's `affected[]` being read.
final class AffectedReader {
  private final JsonParser parser;
  private final List<Affected.Range> ranges = new ArrayList<>();
  private final List<Advisory.Severity> severities = new ArrayList<>();
  private List<String> versions = List.of();
  private List<String> architectures = List.of();
  private final Set<String> packages = new LinkedHashSet<>();
  private @Nullable String ecosystem;
  private @Nullable String name;
  private @Nullable String status;
  private @Nullable String severityWord;
  private @Nullable String informational;
  private boolean commitsOnly;
  private boolean wholeModule;

  AffectedReader(JsonParser parser) {
    this.parser = parser;
  }

  List<Advisory.Severity> severities() {
    return severities;
  }

  @Nullable String ecosystem() {
    return ecosystem;
  }

  /// Whether a package is named, and something said of it that is not about Git commits alone.
  boolean says() {
    return ecosystem != null
        && name != null
        && !(commitsOnly && ranges.isEmpty() && versions.isEmpty());
  }

  Affected build(Advisory advisory, @Nullable String recordStatus) {
    String where = ecosystem == null ? "" : ecosystem;
    String what = name == null ? "" : name;
    // A distribution's list of versions is made from its ranges, and longer than all the rest.
    boolean listed = ranges.isEmpty() || !Ecosystems.isDistribution(where);
    return new Affected(
        advisory,
        where,
        Ecosystems.normaliseName(where, what),
        ranges,
        listed ? versions : List.of(),
        status != null ? status : recordStatus,
        severityWord != null ? severityWord : informational,
        architectures,
        where.equals("Go") && !wholeModule ? List.copyOf(packages) : List.of());
  }

  void read() {
    for (String member = Tokens.nextMember(parser);
        member != null;
        member = Tokens.nextMember(parser)) {
      switch (member) {
        case "package" -> readPackage();
        case "ranges" -> readRanges();
        case "versions" -> versions = Tokens.texts(parser);
        case "severity" -> RecordReader.readSeverities(parser, severities);
        case "ecosystem_specific", "database_specific" -> readWords();
        default -> parser.skipChildren();
      }
    }
  }

  private void readPackage() {
    if (!Tokens.entersObject(parser)) {
      return;
    }
    for (String member = Tokens.nextMember(parser);
        member != null;
        member = Tokens.nextMember(parser)) {
      switch (member) {
        case "ecosystem" -> ecosystem = Tokens.text(parser);
        case "name" -> name = Tokens.text(parser);
        default -> parser.skipChildren();
      }
    }
  }

  private void readRanges() {
    if (!Tokens.entersArray(parser)) {
      return;
    }
    while (Tokens.nextObject(parser)) {
      String type = null;
      List<Affected.Event> events = new ArrayList<>();
      for (String member = Tokens.nextMember(parser);
          member != null;
          member = Tokens.nextMember(parser)) {
        switch (member) {
          case "type" -> type = Tokens.text(parser);
          case "events" -> readEvents(events);
          default -> parser.skipChildren();
        }
      }
      if ("GIT".equals(type)) {
        commitsOnly = true;
      } else if (!events.isEmpty()) {
        ranges.add(new Affected.Range("SEMVER".equals(type), events));
      }
    }
  }

  private void readEvents(List<Affected.Event> events) {
    if (!Tokens.entersArray(parser)) {
      return;
    }
    while (Tokens.nextObject(parser)) {
      for (String member = Tokens.nextMember(parser);
          member != null;
          member = Tokens.nextMember(parser)) {
        Affected.Event.Kind kind = kind(member);
        String version = Tokens.text(parser);
        if (kind != null && version != null) {
          events.add(new Affected.Event(kind, version));
        }
      }
    }
  }

  private static Affected.Event.@Nullable Kind kind(String member) {
    return switch (member) {
      case "introduced" -> Affected.Event.Kind.INTRODUCED;
      case "fixed" -> Affected.Event.Kind.FIXED;
      case "last_affected" -> Affected.Event.Kind.LAST_AFFECTED;
      case "limit" -> Affected.Event.Kind.LIMIT;
      default -> null;
    };
  }

  private void readWords() {
    if (!Tokens.entersObject(parser)) {
      return;
    }
    for (String member = Tokens.nextMember(parser);
        member != null;
        member = Tokens.nextMember(parser)) {
      switch (member) {
        case "status", "fix_status" -> status = Tokens.text(parser);
        case "severity", "urgency" -> severityWord = Tokens.text(parser);
        case "informational" -> informational = Tokens.text(parser);
        case "architectures", "arch" -> architectures = Tokens.texts(parser);
        case "imports" -> readImports();
        default -> parser.skipChildren();
      }
    }
  }

  /// Which packages of a Go module are vulnerable. An entry that does not name its package may be
  /// about any.
  private void readImports() {
    if (!Tokens.entersArray(parser)) {
      return;
    }
    while (Tokens.nextObject(parser)) {
      String path = null;
      List<String> systems = List.of();
      for (String member = Tokens.nextMember(parser);
          member != null;
          member = Tokens.nextMember(parser)) {
        switch (member) {
          case "path" -> path = Tokens.text(parser);
          case "goos" -> systems = Tokens.texts(parser);
          default -> parser.skipChildren();
        }
      }
      wholeModule |= path == null || path.isBlank();
      if (path != null) {
        addPackage(path, systems);
      }
    }
  }

  /// @param systems on which the package is vulnerable; none: on all of them
  private void addPackage(String path, List<String> systems) {
    if (systems.isEmpty() || systems.contains("linux")) {
      packages.add(path);
      return;
    }
    for (String system : systems) {
      packages.add(path + Affected.ON_SYSTEM + system);
    }
  }
}
