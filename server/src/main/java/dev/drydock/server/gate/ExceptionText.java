package dev.drydock.server.gate;

import dev.drydock.policy.exception.ExceptionEdit;
import dev.drydock.policy.rule.Excuse;
import dev.drydock.policy.rule.Glob;
import dev.drydock.server.Digests;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What an exception says, by the keys that policies have for it.
///
/// @param status VEX', `affected`
/// @param until the last day on which it counts; `null` for no end
record ExceptionText(
    List<String> ids,
    List<String> packages,
    List<String> paths,
    List<String> observations,
    List<String> images,
    List<String> rules,
    String status,
    @Nullable String justification,
    String owner,
    String reason,
    @Nullable LocalDate until) {

  ExceptionText {
    ids = List.copyOf(ids);
    packages = List.copyOf(packages);
    paths = List.copyOf(paths);
    observations = List.copyOf(observations);
    images = List.copyOf(images);
    rules = List.copyOf(rules);
  }

  /// What an exception of a policy says.
  static ExceptionText of(Excuse excuse) {
    return new ExceptionText(
        excuse.ids(),
        texts(excuse.packages()),
        texts(excuse.paths()),
        texts(excuse.observations()),
        texts(excuse.images()),
        excuse.rules(),
        excuse.status().word(),
        excuse.justification(),
        excuse.owner(),
        excuse.reason(),
        excuse.until());
  }

  private static List<String> texts(List<Glob> globs) {
    return globs.stream().map(Glob::text).toList();
  }

  /// As the keys of a policy's exception.
  Map<String, List<String>> keys() {
    Map<String, List<String>> keys = new LinkedHashMap<>();
    put(keys, "id", ids);
    put(keys, "package", packages);
    put(keys, "path", paths);
    put(keys, "observation", observations);
    put(keys, "image", images);
    put(keys, "rules", rules);
    keys.put("owner", List.of(owner));
    keys.put("reason", List.of(reason));
    keys.put("status", List.of(status));
    if (justification != null) {
      keys.put("justification", List.of(justification));
    }
    if (until != null) {
      keys.put("until", List.of(until.toString()));
    }
    return keys;
  }

  private static void put(Map<String, List<String>> keys, String key, List<String> values) {
    if (!values.isEmpty()) {
      keys.put(key, values);
    }
  }

  /// What it is about, as short as it goes: `CVE-2024-5535 in openssl`.
  String words() {
    List<String> things = new ArrayList<>(ids);
    things.addAll(observations);
    if (things.isEmpty()) {
      things.addAll(rules.isEmpty() ? List.of("everything") : rules);
    }
    List<String> places = new ArrayList<>(packages);
    places.addAll(paths);
    return String.join(", ", things) + (places.isEmpty() ? "" : " in " + String.join(", ", places));
  }

  /// The SHA-256 of all that it says.
  byte[] digest() {
    return Digests.sha256(ExceptionEdit.document(List.of(keys())));
  }
}
