package dev.drydock.policy.reading;

import dev.drydock.document.YamlNode;
import dev.drydock.document.YamlNode.Entry;
import dev.drydock.policy.reading.PolicyFile.Parent;
import dev.drydock.policy.reading.PolicyFile.WrittenDownstream;
import dev.drydock.policy.rule.Downstream;
import dev.drydock.policy.rule.Glob;
import dev.drydock.policy.rule.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Reads the ways downstream of one file:
///
/// ```yaml
/// downstream:
///   - from: dev.example.org/shop/*
///     to: registry.example.org/shop/*
///     require: [signature, cyclonedx]
///     keys: keys/ci.pub
///     max-age: 7d
///     key: env://PROMOTION_KEY
/// ```
final class DownstreamReader {
  /// What can be required by a word, as `drydock attest` has them.
  static final List<String> WORDS =
      List.of(
          "signature",
          "cyclonedx",
          "spdx",
          "scan",
          "verdict",
          "test",
          "hardening",
          "base-build",
          "approval",
          "base-decision",
          "promotion",
          "vsa");

  private static final List<String> KEYS =
      List.of("from", "to", "require", "keys", "max-age", "key");

  /// A registry's name has a dot, a port, or is `localhost`.
  private static final Pattern DESTINATION =
      Pattern.compile(
          "(?:localhost|[A-Za-z0-9-]+(?:\\.[A-Za-z0-9-]+)+|[A-Za-z0-9.-]+(?=:))(?::[0-9]{1,5})?"
              + "(?:/[a-z0-9*][a-z0-9._*-]*)+");

  private final Reading reading;

  DownstreamReader(Reading reading) {
    this.reading = reading;
  }

  List<WrittenDownstream> read(YamlNode node) {
    List<WrittenDownstream> ways = new ArrayList<>();
    for (WrittenDownstream way :
        reading.<WrittenDownstream>oneOrMore(node, "downstream", false, (item, _) -> way(item))) {
      ways.add(way);
    }
    return ways;
  }

  private @Nullable WrittenDownstream way(YamlNode node) {
    Map<String, Entry> keys = reading.mapping(node, "a way downstream", KEYS);
    if (!(node instanceof YamlNode.Mapping)) {
      return null;
    }
    reading.require(node.start(), "a way downstream", keys, List.of("from", "to"));
    String to = destination(keys.get("to"));
    List<Glob> from = sources(keys.get("from"), to);
    List<String> require = required(keys.get("require"));
    List<Parent> trusted = names(keys.get("keys"));
    if (keys.containsKey("require") && !keys.containsKey("keys")) {
      reading.problem(
          keys.get("require").start(),
          "what is required has to be signed by somebody; add `keys: FILE`, the public keys that"
              + " are trusted");
    }
    for (String needless : List.of("keys", "max-age")) {
      if (keys.containsKey(needless) && !keys.containsKey("require")) {
        reading.problem(
            keys.get(needless).start(),
            needless + " says nothing without `require`; add `require: signature`");
      }
    }
    return new WrittenDownstream(
        new Downstream(
            from,
            to == null ? "" : to,
            require,
            List.of(),
            span(keys.get("max-age")),
            privateKey(keys.get("key")),
            reading.source(node.start())),
        trusted);
  }

  private @Nullable String destination(@Nullable Entry entry) {
    String to = entry == null ? null : reading.text(entry.value(), "to");
    if (entry == null || to == null) {
      return null;
    }
    if (to.length() > 255 || !DESTINATION.matcher(to).matches()) {
      reading.problem(
          entry.value().start(),
          "to is a registry with a repository, as in registry.example.org/shop, without a tag, here"
              + " is "
              + Reading.shown(to));
      return null;
    }
    if (to.indexOf('*') != to.lastIndexOf('*')) {
      reading.problem(entry.value().start(), "to can have one *, which stands for that of from");
      return null;
    }
    return to;
  }

  private List<Glob> sources(@Nullable Entry entry, @Nullable String to) {
    List<Glob> from = new ArrayList<>();
    if (entry == null) {
      return from;
    }
    for (String text : reading.texts(entry.value(), "from")) {
      if (to != null
          && to.indexOf('*') >= 0
          && (text.indexOf('*') < 0 || text.indexOf('*') != text.lastIndexOf('*'))) {
        reading.problem(
            entry.value().start(),
            "from needs exactly one *, since to has one, here is " + Reading.shown(text));
      }
      from.add(new Glob(text));
    }
    return from;
  }

  private List<String> required(@Nullable Entry entry) {
    List<String> required = new ArrayList<>();
    if (entry == null) {
      return required;
    }
    for (String word :
        reading.<String>oneOrMore(entry.value(), "require", false, (item, what) -> type(item))) {
      required.add(word);
    }
    return required;
  }

  /// A word, or the URI of another type.
  private @Nullable String type(YamlNode node) {
    String text = reading.text(node, "require");
    boolean uri =
        text != null && text.indexOf(':') > 0 && text.chars().noneMatch(c -> c <= ' ' || c == 0x7f);
    return text == null || uri ? text : reading.word(node, "require", WORDS);
  }

  private List<Parent> names(@Nullable Entry entry) {
    List<Parent> names = new ArrayList<>();
    if (entry == null) {
      return names;
    }
    for (Parent name :
        reading.<Parent>oneOrMore(
            entry.value(),
            "keys",
            false,
            (item, what) -> {
              String text = reading.text(item, what);
              return text == null ? null : new Parent(text, reading.source(item.start()));
            })) {
      names.add(name);
    }
    return names;
  }

  private @Nullable Span span(@Nullable Entry entry) {
    String text = entry == null ? null : reading.text(entry.value(), "max-age");
    if (entry == null || text == null) {
      return null;
    }
    Span span = Span.parse(text).orElse(null);
    if (span == null) {
      reading.problem(
          entry.value().start(), "max-age is " + Span.FORMS + ", here is " + Reading.shown(text));
    }
    return span;
  }

  private @Nullable String privateKey(@Nullable Entry entry) {
    String text = entry == null ? null : reading.text(entry.value(), "key");
    if (entry == null || text == null) {
      return null;
    }
    if (text.contains("-----BEGIN")) {
      reading.problem(
          entry.value().start(),
          "key names a private key, and must not be one: write env://NAME or a file, and take this"
              + " one out of use, as others may have read it");
      return null;
    }
    return text;
  }
}
