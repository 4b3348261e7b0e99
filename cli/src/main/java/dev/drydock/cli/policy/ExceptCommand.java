package dev.drydock.cli.policy;

import dev.drydock.cli.command.Invocation;
import dev.drydock.cli.console.ErrorLine;
import dev.drydock.cli.console.ExitCode;
import dev.drydock.cli.console.Failure;
import dev.drydock.cli.console.Output;
import dev.drydock.cli.console.PathArgument;
import dev.drydock.cli.surroundings.Surroundings;
import dev.drydock.limits.Bounded;
import dev.drydock.policy.exception.ExceptionEdit;
import dev.drydock.policy.exception.OpenVexExport;
import dev.drydock.policy.reading.InvalidPolicyException;
import dev.drydock.policy.reading.PolicyReader;
import dev.drydock.policy.reading.Problem;
import dev.drydock.policy.rule.Policy;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// `drydock except`: an exception is written into a policy, or all of them out as VEX.
public final class ExceptCommand {
  private static final int MOST_IDS = 100;

  private ExceptCommand() {}

  public static int run(Surroundings surroundings, Invocation invocation)
      throws IOException, Failure {
    String format = invocation.value("--export");
    if (format == null) {
      return add(surroundings, invocation);
    }
    if (!format.equals("openvex")) {
      throw Failure.usage("--export writes openvex, not '" + ErrorLine.oneLine(format) + "'");
    }
    return export(surroundings, invocation);
  }

  private static int add(Surroundings surroundings, Invocation invocation)
      throws IOException, Failure {
    Map<String, List<String>> keys = keys(invocation);
    String given = invocation.value("--policy");
    Path file = PathArgument.of(given == null ? LoadedPolicy.FILE : given);
    boolean there = Files.exists(file);
    String after;
    if (there) {
      // what is wrong already is told as such
      LoadedPolicy.of(surroundings, invocation);
      after = ExceptionEdit.added(text(surroundings, file), keys, surroundings.limits());
    } else {
      after = ExceptionEdit.newFile(PolicyReader.BUILT_IN, keys);
    }
    requireRight(surroundings, invocation, file, after);
    Output.write(
        file.toString(),
        surroundings.out(),
        out -> out.write(after.getBytes(StandardCharsets.UTF_8)));
    if (!invocation.has("--quiet")) {
      surroundings
          .err()
          .println(
              "drydock: the exception is in "
                  + file
                  + (there ? "" : ", a new file that extends Drydock's own policy")
                  + "; look at it and commit it");
    }
    return ExitCode.OK;
  }

  private static Map<String, List<String>> keys(Invocation invocation) throws Failure {
    Map<String, List<String>> keys = new LinkedHashMap<>();
    put(keys, "id", invocation.arguments(MOST_IDS));
    for (String key : List.of("package", "path", "observation", "image", "rules")) {
      put(keys, key, invocation.values("--" + key));
    }
    for (String key : List.of("owner", "reason", "status", "justification", "until")) {
      String value = invocation.value("--" + key);
      if (value != null) {
        keys.put(key, List.of(value));
      }
    }
    for (String key : List.of("owner", "reason")) {
      if (!keys.containsKey(key)) {
        throw Failure.usage(
            "an exception needs somebody who answers for it and a reason: add --" + key);
      }
    }
    return keys;
  }

  private static void put(Map<String, List<String>> keys, String key, List<String> values) {
    if (!values.isEmpty()) {
      keys.put(key, values);
    }
  }

  private static String text(Surroundings surroundings, Path file) throws IOException, Failure {
    byte[] bytes = Bounded.readFile(file, surroundings.limits().documentBytes());
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw Failure.input(file + " is no UTF-8; add the exception by hand", e);
    }
  }

  /// The policy as it would be is read before it is written, so that no command leaves one behind
  /// that stops everybody.
  private static void requireRight(
      Surroundings surroundings, Invocation invocation, Path file, String text)
      throws IOException, Failure {
    try {
      PolicyReader.read(
          file,
          text.getBytes(StandardCharsets.UTF_8),
          surroundings.limits(),
          new PolicyBundles(surroundings, invocation));
    } catch (InvalidPolicyException e) {
      Problem first = e.problems().getFirst();
      throw Failure.usage("the exception would be wrong: " + ErrorLine.oneLine(first.message()));
    }
  }

  private static int export(Surroundings surroundings, Invocation invocation)
      throws IOException, Failure {
    Policy policy = LoadedPolicy.of(surroundings, invocation).policy();
    OpenVexExport export =
        new OpenVexExport(
            policy.excuses(), invocation.value("--product"), surroundings.creation().at());
    if (!invocation.has("--quiet")) {
      for (String note : export.notes()) {
        surroundings.err().println("drydock: " + ErrorLine.oneLine(note));
      }
    }
    if (export.isEmpty()) {
      throw Failure.input("no exception can be said in VEX; nothing is written", null);
    }
    Output.write(invocation.value("--output"), surroundings.out(), export::write);
    return ExitCode.OK;
  }
}
