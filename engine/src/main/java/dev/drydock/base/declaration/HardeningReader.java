package dev.drydock.base.declaration;

import dev.drydock.base.declaration.Hardening.Allowance;
import dev.drydock.base.declaration.Hardening.Profile;
import dev.drydock.document.YamlNode;
import dev.drydock.document.YamlNode.Entry;
import dev.drydock.policy.reading.Reading;
import dev.drydock.policy.rule.Glob;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Reads how much a base is to be hardened, and what is there on purpose.
final class HardeningReader {
  private static final List<String> KEYS = List.of("profile", "size", "allow");
  private static final List<String> OF_ALLOWANCES = List.of("check", "paths", "packages", "reason");

  /// Digits of a size before its unit.
  private static final int MOST_DIGITS = 6;

  private final Reading reading;

  HardeningReader(Reading reading) {
    this.reading = reading;
  }

  /// Where nothing is said, the standard is meant.
  Hardening read(@Nullable Entry entry) {
    if (entry == null) {
      return new Hardening(Profile.STANDARD, null, List.of());
    }
    Map<String, Entry> keys = reading.mapping(entry.value(), "hardening", KEYS);
    Entry named = keys.get("profile");
    Profile profile =
        named == null
            ? null
            : reading.choice(named.value(), "profile", List.of(Profile.values()), Profile::word);
    Entry size = keys.get("size");
    Entry allow = keys.get("allow");
    return new Hardening(
        profile == null ? Profile.STANDARD : profile,
        size == null ? null : size(size),
        allow == null ? List.of() : allowances(allow));
  }

  private @Nullable Long size(Entry entry) {
    String text = reading.text(entry.value(), "size");
    if (text == null) {
      return null;
    }
    int digits = 0;
    while (digits < text.length() && text.charAt(digits) >= '0' && text.charAt(digits) <= '9') {
      digits++;
    }
    long unit =
        switch (text.substring(digits).strip().toUpperCase(Locale.ROOT)) {
          case "KB" -> 1_000;
          case "MB" -> 1_000_000;
          case "GB" -> 1_000_000_000;
          case "KIB" -> 1L << 10;
          case "MIB" -> 1L << 20;
          case "GIB" -> 1L << 30;
          default -> 0;
        };
    if (digits == 0 || digits > MOST_DIGITS || unit == 0) {
      reading.problem(
          entry.value().start(),
          "size is the most that its files may have, as in 150MB, here is " + Reading.shown(text));
      return null;
    }
    return Long.parseLong(text.substring(0, digits)) * unit;
  }

  private List<Allowance> allowances(Entry entry) {
    List<Allowance> allowances = new ArrayList<>();
    if (!(entry.value() instanceof YamlNode.Sequence sequence)) {
      reading.problem(entry.value().start(), "allow is a list, each begins with a dash");
      return allowances;
    }
    for (YamlNode node : sequence.items()) {
      Allowance allowance = allowance(node);
      if (allowance != null) {
        allowances.add(allowance);
      }
    }
    return allowances;
  }

  private @Nullable Allowance allowance(YamlNode node) {
    Map<String, Entry> keys = reading.mapping(node, "an allowance", OF_ALLOWANCES);
    if (!(node instanceof YamlNode.Mapping)) {
      return null;
    }
    reading.require(node.start(), "an allowance", keys, List.of("check", "reason"));
    Entry named = keys.get("check");
    HardeningCheck check =
        named == null
            ? null
            : reading.choice(
                named.value(), "check", List.of(HardeningCheck.values()), HardeningCheck::word);
    Entry written = keys.get("reason");
    String reason = written == null ? null : reading.text(written.value(), "reason");
    Entry packages = keys.get("packages");
    if (packages != null && check != null && check != HardeningCheck.UNNEEDED_PACKAGE) {
      reading.problem(
          packages.start(),
          "packages is for the check unneeded-package; here name paths, or leave it out");
    }
    List<Glob> paths = globs(keys.get("paths"));
    List<Glob> names = globs(packages);
    return check == null || reason == null
        ? null
        : new Allowance(check, paths, names, reason.strip(), reading.source(node.start()));
  }

  private List<Glob> globs(@Nullable Entry entry) {
    List<Glob> globs = new ArrayList<>();
    if (entry != null) {
      for (String text : reading.texts(entry.value(), entry.key())) {
        globs.add(new Glob(text));
      }
    }
    return globs;
  }
}
