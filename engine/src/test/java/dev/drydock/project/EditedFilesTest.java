package dev.drydock.project;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.limits.Limits;
import dev.drydock.project.composer.ComposerJsonFormat;
import dev.drydock.project.npm.PackageJsonFormat;
import dev.drydock.project.python.PipfileFormat;
import dev.drydock.project.python.PyprojectFormat;
import dev.drydock.project.python.RequirementsFormat;
import dev.drydock.project.ruby.GemfileFormat;
import dev.drydock.project.ruby.GemspecFormat;
import dev.drydock.project.rust.CargoTomlFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Files after edits, judged by the languages that read them.
class EditedFilesTest {
  private static final Limits LIMITS = Limits.defaults();

  private static void judged(
      ManifestCases cases, String program, String debianPackage, String flag, String script)
      throws Exception {
    List<String> edited = cases.edited();
    assertThat(edited).hasSizeGreaterThan(25);
    List<String> answers = Judge.judge(program, debianPackage, flag, script, edited);
    assertThat(answers).hasSameSizeAs(edited);
    assertThat(answers.stream().filter(answer -> !answer.equals("good"))).isEmpty();
  }

  @Test
  void nodeReadsEditedJson() throws Exception {
    String script =
        """
        for (const text of JSON.parse(require('fs').readFileSync(0, 'utf8')).texts) {
          try { JSON.parse(text); console.log('good'); } catch (e) { console.log(e + text); }
        }
        """;
    judged(
        ManifestCases.of(
            new PackageJsonFormat(LIMITS), "package.json", "npm", "npm/package-json.txt"),
        "node",
        "nodejs",
        "-e",
        script);
    judged(
        ManifestCases.of(
            new ComposerJsonFormat(LIMITS),
            "composer.json",
            "composer",
            "composer/composer-json.txt"),
        "node",
        "nodejs",
        "-e",
        script);
  }

  @Test
  void pythonReadsEditedToml() throws Exception {
    String script =
        """
        import json, sys
        try:
            import tomllib
        except ImportError:
            print('python3 has no tomllib', file=sys.stderr)
            sys.exit(77)
        for text in json.load(sys.stdin)['texts']:
            try:
                tomllib.loads(text)
                print('good')
            except Exception as e:
                print(repr(e) + repr(text))
        """;
    for (ManifestCases cases :
        List.of(
            ManifestCases.of(
                new PyprojectFormat(LIMITS), "pyproject.toml", "pypi", "python/pyproject.txt"),
            ManifestCases.of(new PipfileFormat(LIMITS), "Pipfile", "pypi", "python/pipfile.txt"),
            ManifestCases.of(
                new CargoTomlFormat(LIMITS), "Cargo.toml", "cargo", "rust/cargo-toml.txt"))) {
      judged(cases, "python3", "python3", "-c", script);
    }
  }

  @Test
  void pipReadsEditedRequirements() throws Exception {
    judged(
        ManifestCases.of(
            new RequirementsFormat(LIMITS), "requirements.txt", "pypi", "python/requirements.txt"),
        "python3",
        "python3-pip",
        "-c",
        """
        import json, os, sys, tempfile
        try:
            from pip._internal.req.req_file import parse_requirements
            from pip._internal.req.constructors import install_req_from_parsed_requirement
            from pip._internal.network.session import PipSession
        except ImportError:
            print('python3 has no pip', file=sys.stderr)
            sys.exit(77)
        session = PipSession()
        with tempfile.TemporaryDirectory() as directory:
            os.chdir(directory)
            for name in ('base.txt', 'constraints.txt'):
                open(name, 'w').close()
            for name in ('five', 'vendor/eight'):
                os.makedirs(name)
                open(name + '/setup.py', 'w').close()
            open('setup.py', 'w').close()
            open('six.whl', 'w').close()
            for text in json.load(sys.stdin)['texts']:
                with open('requirements.txt', 'w') as f:
                    f.write(text)
                try:
                    for line in parse_requirements('requirements.txt', session=session):
                        if not line.requirement.endswith('.whl'):
                            install_req_from_parsed_requirement(line)
                    print('good')
                except BaseException as e:
                    print(repr(e) + repr(text))
        """);
  }

  @Test
  void rubyReadsEditedGemfiles() throws Exception {
    String script =
        """
        require 'json'
        $VERBOSE = nil
        JSON.parse(STDIN.read)['texts'].each do |text|
          begin
            RubyVM::InstructionSequence.compile(text)
            puts 'good'
          rescue SyntaxError => e
            puts e.message.inspect
          end
        end
        """;
    judged(
        ManifestCases.of(new GemfileFormat(LIMITS), "Gemfile", "gem", "ruby/gemfile.txt"),
        "ruby",
        "ruby",
        "-e",
        script);
    judged(
        ManifestCases.of(new GemspecFormat(LIMITS), "x.gemspec", "gem", "ruby/gemspec.txt"),
        "ruby",
        "ruby",
        "-e",
        script);
  }
}
