package dev.drydock.base.testing;

import dev.drydock.base.testing.pattern.TextPattern;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The tests of one file of container-structure-test's YAML, schema version 2.0.0
/// (`https://github.com/GoogleContainerTools/container-structure-test`).
///
/// @param variables that all commands have
/// @param metadata `null` where there is none
/// @param notes what is passed over, one line each
public record StructureTests(
    List<Variable> variables,
    List<CommandTest> commands,
    List<ExistenceTest> existence,
    List<ContentTest> contents,
    @Nullable MetadataTest metadata,
    List<LicenceTest> licences,
    List<String> notes) {

  public StructureTests {
    variables = List.copyOf(variables);
    commands = List.copyOf(commands);
    existence = List.copyOf(existence);
    contents = List.copyOf(contents);
    licences = List.copyOf(licences);
    notes = List.copyOf(notes);
  }

  /// A variable or label.
  ///
  /// @param pattern that its value has to fit; `null` where it has to be the value
  public record Variable(String key, String value, @Nullable TextPattern pattern) {}

  /// What a text has to have, and must not have.
  public record Texts(List<TextPattern> expected, List<TextPattern> excluded) {
    public Texts {
      expected = List.copyOf(expected);
      excluded = List.copyOf(excluded);
    }
  }

  /// A command, and what it has to say.
  ///
  /// @param setup commands before it
  /// @param teardown commands after it
  /// @param words the command with its arguments
  public record CommandTest(
      String name,
      List<List<String>> setup,
      List<List<String>> teardown,
      List<String> words,
      List<Variable> variables,
      Texts output,
      Texts errors,
      int exitCode) {
    public CommandTest {
      setup = List.copyOf(setup);
      teardown = List.copyOf(teardown);
      words = List.copyOf(words);
      variables = List.copyOf(variables);
    }
  }

  /// Who may run a file.
  public enum Executor {
    OWNER(0100),
    GROUP(0010),
    OTHER(0001),
    ANY(0111);

    private final int bits;

    Executor(int bits) {
      this.bits = bits;
    }

    boolean may(int mode) {
      return (mode & bits) != 0;
    }

    String word() {
      return switch (this) {
        case OWNER -> "owner";
        case GROUP -> "group";
        case OTHER -> "other";
        case ANY -> "any";
      };
    }
  }

  /// Whether a file is there, and whose it is.
  ///
  /// @param permissions as Go writes them: `-rw-r--r--`; `null` where any will do
  /// @param user -1 where any will do
  /// @param group -1 where any will do
  public record ExistenceTest(
      String name,
      String path,
      boolean expected,
      @Nullable String permissions,
      long user,
      long group,
      @Nullable Executor executor) {}

  /// What is in a file.
  public record ContentTest(String name, String path, Texts texts) {}

  /// What an image says about itself. Lists are `null` where nothing is asked.
  public record MetadataTest(
      List<Variable> variables,
      List<Variable> labels,
      @Nullable List<String> entrypoint,
      @Nullable List<String> command,
      List<String> ports,
      List<String> closedPorts,
      List<String> volumes,
      List<String> noVolumes,
      @Nullable String workingDirectory,
      @Nullable String user) {}

  /// Licences that nobody wants.
  ///
  /// @param debian whether to look at what Debian's packages say
  public record LicenceTest(boolean debian, List<String> files) {
    public LicenceTest {
      files = List.copyOf(files);
    }
  }
}
