package dev.drydock.base.testing;

import dev.drydock.base.testing.StructureTests.MetadataTest;
import dev.drydock.base.testing.StructureTests.Variable;
import dev.drydock.base.testing.pattern.InvalidPatternException;
import dev.drydock.image.ImageConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Holds what an image says about itself against what it should say.
final class MetadataCheck {
  private final ImageConfig config;
  private final List<String> reasons = new ArrayList<>();

  MetadataCheck(ImageConfig config) {
    this.config = config;
  }

  List<String> of(MetadataTest test) {
    ImageConfig.Start start = config.start();
    variables("the variable ", test.variables(), Substitution.variables(config.environment()));
    variables("the label ", test.labels(), config.labels());
    same("entrypoint", start.entrypoint(), test.entrypoint());
    same("cmd", start.command(), test.command());
    for (String port : test.ports()) {
      member("the port " + port + " is not exposed", has(start.ports(), port), true);
    }
    for (String port : test.closedPorts()) {
      member("the port " + port + " is exposed", has(start.ports(), port), false);
    }
    for (String volume : test.volumes()) {
      member("the volume " + volume + " is not declared", start.volumes().contains(volume), true);
    }
    for (String volume : test.noVolumes()) {
      member("the volume " + volume + " is declared", start.volumes().contains(volume), false);
    }
    text("workdir", start.workingDirectory(), test.workingDirectory());
    text("user", config.user() == null ? "" : config.user(), test.user());
    return reasons;
  }

  private void variables(String what, List<Variable> wanted, Map<String, String> present) {
    for (Variable one : wanted) {
      String value = present.get(one.key());
      if (value == null) {
        reasons.add(what + one.key() + " is not set");
      } else if (!fits(one, value)) {
        reasons.add(what + one.key() + " is " + value + ", and should be " + one.value());
      }
    }
  }

  private boolean fits(Variable wanted, String value) {
    if (wanted.pattern() == null) {
      return wanted.value().equals(value);
    }
    try {
      return wanted.pattern().find(value);
    } catch (InvalidPatternException e) {
      reasons.add(wanted.key() + ": " + e.getMessage());
      return true; // told
    }
  }

  private void same(String what, List<String> present, @Nullable List<String> wanted) {
    if (wanted != null && !wanted.equals(present)) {
      reasons.add(what + " is " + present + ", and should be " + wanted);
    }
  }

  private void text(String what, String present, @Nullable String wanted) {
    if (wanted != null && !wanted.equals(present)) {
      reasons.add(
          what + " is " + (present.isEmpty() ? "not set" : present) + ", and should be " + wanted);
    }
  }

  private void member(String reason, boolean there, boolean wanted) {
    if (there != wanted) {
      reasons.add(reason);
    }
  }

  /// `8080` is any `8080/…`, as it is written in most tests.
  private static boolean has(List<String> ports, String port) {
    for (String one : ports) {
      if (one.equals(port) || port.indexOf('/') < 0 && one.startsWith(port + "/")) {
        return true;
      }
    }
    return false;
  }
}
