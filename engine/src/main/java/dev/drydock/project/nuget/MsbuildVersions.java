package dev.drydock.project.nuget;

import dev.drydock.project.edit.Changes;
import dev.drydock.project.xml.SourceElement;
import dev.drydock.project.xml.Written;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Changes versions of an MSBuild file where they are written: in the item, or in the property that
/// holds them.
final class MsbuildVersions {
  private static final int MOST_LEVELS = 20;

  private final MsbuildFile file;
  private final Changes changes;
  private final String version;

  private final MsbuildUses uses;
  private final Map<SourceElement, String> changed = new HashMap<>();
  private final Set<String> told = new HashSet<>();
  private final Map<String, Boolean> shared = new HashMap<>();

  /// What the definition that is being changed was reached by.
  private final Set<SourceElement> open = new HashSet<>();

  MsbuildVersions(MsbuildFile file, Changes changes, String version) {
    this.file = file;
    this.uses = new MsbuildUses(file);
    this.changes = changes;
    this.version = version;
  }

  /// Where a text names one property, `$(Name)`, maybe with something before and after it.
  private record Reference(String before, String property, String after) {
    static Optional<Reference> of(String text) {
      int from = text.indexOf("$(");
      int to = text.indexOf(')', Math.max(from, 0));
      return from < 0 || to < 0 || text.indexOf("$(", to) >= 0
          ? Optional.empty()
          : Optional.of(
              new Reference(
                  text.substring(0, from),
                  text.substring(from + 2, to).strip(),
                  text.substring(to + 1)));
    }

    Optional<String> valueFor(String version) {
      int length = version.length() - before.length() - after.length();
      return length > 0 && version.startsWith(before) && version.endsWith(after)
          ? Optional.of(version.substring(before.length(), before.length() + length))
          : Optional.empty();
    }
  }

  /// Raises the version of an item that has one; never lowers it.
  void raise(MsbuildItem item) {
    Optional<String> resolved = file.properties().resolve(item.requirement());
    if (resolved.isPresent() && NugetVersions.isAtLeast(resolved.get(), version)) {
      return;
    }
    String value = resolved.map(present -> NugetVersions.raised(present, version)).orElse(version);
    change(item, item.requirement(), item.version(), file.line(item.element()), value, 0);
    if (item.shared() && told.add(item.naming().value().value())) {
      List<String> others =
          file.items().stream()
              .filter(other -> other.element() == item.element() && !other.isNamed(item.name()))
              .map(MsbuildItem::name)
              .toList();
      tellOf(others, "line " + file.line(item.element()));
    }
  }

  /// Gives an item that becomes another one its version: in the property where nothing else uses
  /// that, else in the item.
  void set(MsbuildItem item) {
    boolean used =
        Reference.of(item.requirement())
            .map(Reference::property)
            .map(name -> shared.computeIfAbsent(name, one -> uses.of(one).size() > 1))
            .orElse(true);
    if (used) {
      write(item.version(), file.line(item.element()), version);
    } else {
      change(item, item.requirement(), item.version(), file.line(item.element()), version, 0);
    }
  }

  private void change(
      MsbuildItem item, String text, Optional<Written> written, int line, String value, int level) {
    if (!text.contains("$(")) {
      write(written, line, value);
      return;
    }
    Optional<Reference> reference = Reference.of(text);
    Optional<String> held = reference.flatMap(one -> one.valueFor(value));
    if (reference.isPresent() && reference.get().property().startsWith("[")) {
      changes.refuse("line %d computes the version: set it to %s there".formatted(line, value));
    } else if (held.isEmpty()) {
      write(written, line, value);
    } else if (level == MOST_LEVELS) {
      changes.refuse("line %d refers to itself".formatted(line));
    } else {
      change(item, reference.get().property(), line, held.get(), level);
    }
  }

  private void change(MsbuildItem item, String property, int line, String value, int level) {
    List<SourceElement> definitions = file.properties().definitions(property);
    if (definitions.isEmpty()) {
      changes.refuse(
          "line %d uses $(%s), which another file sets, maybe Directory.Build.props: set it to %s there"
              .formatted(line, property, value));
      return;
    }
    if (told.add("$(" + property.toLowerCase(Locale.ROOT))) {
      tellOfOthers(item, property);
    }
    for (SourceElement one : definitions) {
      if (open.contains(one)) {
        changes.refuse("line %d refers to itself".formatted(file.line(one)));
        continue;
      }
      if (definitions.size() > 1 && isHighEnough(one, value)) {
        continue;
      }
      String before = changed.putIfAbsent(one, value);
      if (before == null) {
        open.add(one);
        change(item, one.text(), one.written(), file.line(one), value, level + 1);
        open.remove(one);
      } else if (!before.equals(value)) {
        changes.refuse(
            "line %d would have to be %s and %s".formatted(file.line(one), before, value));
      }
    }
  }

  /// Of several values only those rise that have to.
  private boolean isHighEnough(SourceElement definition, String value) {
    return file.properties()
        .resolve(definition.text())
        .map(present -> NugetVersions.isAtLeast(present, value))
        .orElse(false);
  }

  private void tellOfOthers(MsbuildItem item, String property) {
    tellOf(uses.of(property).stream().filter(name -> !item.isNamed(name)).toList(), property);
  }

  private void tellOf(List<String> others, String setter) {
    if (!others.isEmpty()) {
      changes.next(
          "%s also sets the version of %s: check that there is a %s of %s"
              .formatted(
                  setter,
                  String.join(", ", others.stream().limit(8).toList()),
                  version,
                  others.size() == 1 ? "it" : "each"));
    }
  }

  private void write(Optional<Written> written, int line, String value) {
    if (written.isPresent()) {
      changes.edit(written.get().become(value));
    } else {
      changes.refuse("line %d has no value in one piece: write %s there".formatted(line, value));
    }
  }
}
