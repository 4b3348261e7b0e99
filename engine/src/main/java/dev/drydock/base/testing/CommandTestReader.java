package dev.drydock.base.testing;

import dev.drydock.base.testing.StructureTests.CommandTest;
import dev.drydock.document.YamlNode;
import dev.drydock.document.YamlNode.Entry;
import dev.drydock.policy.reading.Reading;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Reads `commandTests`.
final class CommandTestReader {
  private static final List<String> KEYS =
      List.of(
          "name",
          "setup",
          "teardown",
          "command",
          "args",
          "envVars",
          "expectedOutput",
          "excludedOutput",
          "expectedError",
          "excludedError",
          "exitCode");

  private final Reading reading;
  private final Values values;

  CommandTestReader(Reading reading, Values values) {
    this.reading = reading;
    this.values = values;
  }

  @Nullable CommandTest read(YamlNode node) {
    Map<String, Entry> keys = reading.mapping(node, "a test of a command", KEYS);
    if (!(node instanceof YamlNode.Mapping)) {
      return null;
    }
    reading.require(node.start(), "a test of a command", keys, List.of("name", "command"));
    Entry named = keys.get("name");
    Entry command = keys.get("command");
    String name = named == null ? null : reading.text(named.value(), "name");
    String program = command == null ? null : values.written(command.value(), "command");
    if (name == null || command == null || program == null) {
      return null;
    }
    if (program.isBlank()) {
      reading.problem(command.value().start(), "command is empty; name the program to run");
    }
    List<String> words = new ArrayList<>();
    words.add(program);
    words.addAll(values.words(keys.get("args")));
    Entry variables = keys.get("envVars");
    return new CommandTest(
        name,
        commands(keys.get("setup")),
        commands(keys.get("teardown")),
        words,
        variables == null ? List.of() : values.variables(variables, false),
        values.texts(keys.get("expectedOutput"), keys.get("excludedOutput")),
        values.texts(keys.get("expectedError"), keys.get("excludedError")),
        (int) Math.min(Integer.MAX_VALUE, values.number(keys.get("exitCode"), 0)));
  }

  private List<List<String>> commands(@Nullable Entry entry) {
    List<List<String>> commands = new ArrayList<>();
    if (entry == null) {
      return commands;
    }
    if (!(entry.value() instanceof YamlNode.Sequence sequence)) {
      reading.problem(
          entry.value().start(), entry.key() + " is a list of commands, each a list of words");
      return commands;
    }
    for (YamlNode node : sequence.items()) {
      List<String> words =
          node instanceof YamlNode.Sequence
              ? reading.oneOrMore(node, "a command of " + entry.key(), false, values::written)
              : List.of();
      if (!(node instanceof YamlNode.Sequence)) {
        reading.problem(
            node.start(), "a command of " + entry.key() + " is a list of words: [program, word]");
      } else if (!words.isEmpty()) {
        commands.add(List.copyOf(words));
      }
    }
    return commands;
  }
}
