package dev.drydock.base.testing;

import dev.drydock.base.testing.StructureTests.MetadataTest;
import dev.drydock.base.testing.StructureTests.Variable;
import dev.drydock.document.YamlNode.Entry;
import dev.drydock.policy.reading.Reading;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Reads `metadataTest`, with the names of older versions too.
final class MetadataTestReader {
  private static final List<String> KEYS =
      List.of(
          "envVars",
          "env",
          "labels",
          "entrypoint",
          "cmd",
          "exposedPorts",
          "unexposedPorts",
          "volumes",
          "unmountedVolumes",
          "workdir",
          "user");

  private final Reading reading;
  private final Values values;

  MetadataTestReader(Reading reading, Values values) {
    this.reading = reading;
    this.values = values;
  }

  MetadataTest read(Entry entry) {
    Map<String, Entry> keys = reading.mapping(entry.value(), "metadataTest", KEYS);
    List<Variable> variables = new ArrayList<>(variables(keys.get("envVars")));
    variables.addAll(variables(keys.get("env")));
    return new MetadataTest(
        variables,
        variables(keys.get("labels")),
        list(keys.get("entrypoint")),
        list(keys.get("cmd")),
        values.words(keys.get("exposedPorts")),
        values.words(keys.get("unexposedPorts")),
        values.words(keys.get("volumes")),
        values.words(keys.get("unmountedVolumes")),
        text(keys.get("workdir")),
        text(keys.get("user")));
  }

  private List<Variable> variables(@Nullable Entry entry) {
    return entry == null ? List.of() : values.variables(entry, true);
  }

  private @Nullable List<String> list(@Nullable Entry entry) {
    return entry == null ? null : values.words(entry);
  }

  private @Nullable String text(@Nullable Entry entry) {
    return entry == null ? null : reading.text(entry.value(), entry.key());
  }
}
