package dev.drydock.project.gradle;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/// Where a build script uses which variable, so that one who changes it knows what moves along.
final class ScriptUses {
  private final BuildScript script;
  private final Map<String, List<Integer>> offsets = new HashMap<>();

  /// What the slots belong to, by where they start.
  private final TreeMap<Integer, Owner> owners = new TreeMap<>();

  /// @param name of a variable that is defined there, or of a dependency
  private record Owner(int end, String name, boolean variable) {}

  /// @param dependencies whose version it sets
  /// @param lines in which it is used for something else
  record Users(Set<String> dependencies, Set<Integer> lines) {}

  ScriptUses(BuildScript script) {
    this.script = script;
    Set<Integer> definitions = new HashSet<>();
    for (List<ScriptVariables.Definition> all : script.variables().all()) {
      for (ScriptVariables.Definition one : all) {
        definitions.add(one.offset());
        ScriptSlot slot = one.slot();
        if (slot != null) {
          owners.put(slot.start(), new Owner(slot.end(), one.name(), true));
        }
      }
    }
    for (ScriptDependency one : script.dependencies()) {
      for (ScriptSlot slot : one.versions()) {
        owners.put(slot.start(), new Owner(slot.end(), one.name(), false));
      }
    }
    collect(definitions);
  }

  private void collect(Set<Integer> definitions) {
    List<ScriptToken> tokens = script.tokens();
    for (int i = 0; i < tokens.size(); i++) {
      ScriptToken token = tokens.get(i);
      if (token.kind() == ScriptToken.Kind.TEXT) {
        collect(token);
      } else if (token.isWord()) {
        int start = token.start();
        int end = ScriptVariables.pathEnd(tokens, i, tokens.size()) - 1;
        if (!definitions.contains(start)) {
          use(script.source().text().substring(start, tokens.get(end).end()), start);
        }
        i = end;
      }
    }
  }

  private void collect(ScriptToken text) {
    if (!text.template() || text.text().indexOf('$') < 0) {
      return;
    }
    ScriptSlot.Style style =
        script.kotlin() ? ScriptSlot.Style.KOTLIN_TEMPLATE : ScriptSlot.Style.GROOVY_TEMPLATE;
    int offset = text.textStart();
    for (ScriptSlot.Part part : new ScriptSlot(offset, text.text(), style).parts()) {
      String variable = part.variable();
      if (variable != null && !variable.isEmpty()) {
        use(variable, offset);
      }
      offset += part.text().length();
    }
  }

  private void use(String expression, int offset) {
    ScriptVariables.name(expression)
        .filter(script.variables()::isDefined)
        .ifPresent(name -> offsets.computeIfAbsent(name, _ -> new ArrayList<>()).add(offset));
  }

  /// What uses a variable, by way of others too.
  Users of(String variable) {
    Users users = new Users(new TreeSet<>(), new TreeSet<>());
    Set<String> seen = new HashSet<>();
    Deque<String> open = new ArrayDeque<>(List.of(variable));
    while (!open.isEmpty()) {
      String name = open.pop();
      if (!seen.add(name)) {
        continue;
      }
      for (int offset : offsets.getOrDefault(name, List.of())) {
        Map.Entry<Integer, Owner> owner = owners.floorEntry(offset);
        if (owner == null || owner.getValue().end() <= offset) {
          users.lines().add(script.line(offset));
        } else if (owner.getValue().variable()) {
          open.push(owner.getValue().name());
        } else {
          users.dependencies().add(owner.getValue().name());
        }
      }
    }
    return users;
  }
}
