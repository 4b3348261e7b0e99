package dev.drydock.project.requirement;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.project.Judge;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Requirements that are raised, each to several versions: by our own measure, and by that of the
/// ecosystem's own program.
class RequirementTest {
  private static final List<String> VERSIONS =
      List.of(
          "0.0.4", "0.3.1", "0.9.0", "1.0.1", "1.2.0", "1.2.3", "1.2.10", "1.5.2", "2.0.0", "2.3.4",
          "3.0.1", "10.4.0");

  private static final List<String> NPM =
      List.of(
          "1.2.3",
          "^1.2.3",
          "~1.2.3",
          "^1.2",
          "~1.2",
          "~1",
          "^1",
          "1",
          "1.2",
          "1.x",
          "1.2.x",
          "*",
          "",
          ">=1.2.3",
          ">1.2",
          ">=1.0.0 <2.0.0",
          ">=1.0.0 <1.3",
          "<2",
          "<=1.2.3",
          "^0.3.0",
          "~0.3.0",
          "^0.0.3",
          "0.x",
          "0.3.x",
          "^1.0.0 || ^2.0.0",
          "^1 || >=3",
          "1.0.0 - 2.0.0",
          "=1.2.3",
          "v1.2.3",
          ">= 1.2.3",
          "~> 1.2",
          ">1.0.0 <=1.5.0",
          "1.x || 2.x",
          "<1.0.0 || >=2.1");

  private static final List<String> PEP440 =
      List.of(
          "==1.2.3",
          ">=1.2",
          "~=1.2",
          "~=1.2.3",
          "==1.2.*",
          "==1.*",
          ">1.2",
          "<2",
          "<=1.5",
          "!=1.3",
          ">=1.0,<2",
          ">=1.0,<1.5,!=1.2.1",
          "~=1.2,>=1.2.1",
          "~=1.2.0,>=1.1",
          "===1.2.3",
          ">=0.3,<0.4",
          "~=0.3",
          "==0.*",
          ">= 1.0 , < 2.0.0",
          ">=1.0,<=1.9.9",
          "!=1.2.*,>=1");

  private static final List<String> GEM =
      List.of(
          "1.2.3",
          "= 1.2.3",
          "~> 1.2",
          "~> 1.2.3",
          "~> 1",
          "~> 0.3",
          ">= 1.2",
          "> 1.2",
          "< 2",
          "<= 1.5",
          "!= 1.3",
          ">= 1.0, < 2",
          "~> 1.2, >= 1.2.1",
          "~> 1.0, != 1.1",
          "~>1.2",
          "~> 1.2.3.4");

  /// @param raised what the requirement is after it
  private record Case(String requirement, String version, String raised) {
    @Override
    public String toString() {
      return requirement + "|" + version + "|" + raised;
    }
  }

  private static List<Case> raised(RequirementSyntax syntax, List<String> requirements) {
    List<Case> cases = new ArrayList<>();
    for (String text : requirements) {
      Requirement requirement = syntax.parse(text).orElseThrow(() -> new AssertionError(text));
      for (String version : VERSIONS) {
        switch (requirement.raise(version)) {
          case Raise.Same _ ->
              assertThat(syntax.compare(requirement.version().orElse(""), version).orElse(-1))
                  .as("%s is the same for %s", text, version)
                  .isNotNegative();
          case Raise.Raised(String after) -> {
            checkAfter(syntax, text, version, after);
            cases.add(new Case(text, version, after));
          }
          case Raise.Impossible(String reason) ->
              assertThat(reason).as("%s to %s", text, version).contains("excluded by");
        }
      }
    }
    assertThat(cases).hasSizeGreaterThan(requirements.size());
    return cases;
  }

  private static void checkAfter(
      RequirementSyntax syntax, String text, String version, String after) {
    Requirement raised = syntax.parse(after).orElseThrow(() -> new AssertionError(after));
    assertThat(raised.admits(version)).as("%s to %s: %s", text, version, after).isTrue();
    assertThat(syntax.compare(raised.version().orElseThrow(), version))
        .as("%s to %s: %s", text, version, after)
        .isEqualTo(Optional.of(0));
    assertThat(raised.raise(version)).isEqualTo(new Raise.Same());
    for (String lower : VERSIONS) {
      if (syntax.compare(lower, version).orElseThrow() < 0) {
        assertThat(raised.admits(lower)).as("%s admits %s", after, lower).isFalse();
      }
    }
  }

  private static void judged(
      RequirementSyntax syntax,
      List<String> requirements,
      String program,
      String debianPackage,
      String flag,
      String script)
      throws Exception {
    List<Case> cases = raised(syntax, requirements);
    List<String> asked = cases.stream().map(Case::toString).toList();
    // a separator that no requirement has in it
    List<String> texts =
        cases.stream()
            .map(each -> String.join("\n", each.raised(), each.version(), lower(syntax, each)))
            .toList();
    List<String> answers = Judge.judge(program, debianPackage, flag, script, texts);
    assertThat(answers).hasSameSizeAs(texts);
    List<String> wrong = new ArrayList<>();
    for (int i = 0; i < texts.size(); i++) {
      if (!answers.get(i).equals("good")) {
        wrong.add(asked.get(i) + ": " + answers.get(i));
      }
    }
    assertThat(wrong).isEmpty();
  }

  private static String lower(RequirementSyntax syntax, Case each) {
    return String.join(
        " ",
        VERSIONS.stream()
            .filter(version -> syntax.compare(version, each.version()).orElseThrow() < 0)
            .toList());
  }

  @Test
  void npmAgrees() throws Exception {
    judged(
        RequirementSyntax.NPM,
        NPM,
        "node",
        "nodejs",
        "-e",
        """
        let semver;
        const paths = ['/usr/lib/node_modules/npm', '/usr/share/nodejs', '/usr/local/lib/node_modules/npm',
          require('path').dirname(process.execPath) + '/../lib/node_modules/npm'];
        try {
          semver = require(require.resolve('semver', { paths }));
        } catch (e) {
          console.error('npm, which brings semver, is not installed (Debian package npm)');
          process.exit(77);
        }
        for (const text of JSON.parse(require('fs').readFileSync(0, 'utf8')).texts) {
          const [range, version, lower] = text.split('\\n');
          const bad = lower.split(' ').filter(v => v && semver.satisfies(v, range));
          console.log(semver.satisfies(version, range) && !bad.length ? 'good' : 'bad ' + bad);
        }
        """);
  }

  @Test
  void pythonAgrees() throws Exception {
    judged(
        RequirementSyntax.PEP440,
        PEP440,
        "python3",
        "python3-pip",
        "-c",
        """
        import json, sys
        try:
            from pip._vendor.packaging.specifiers import SpecifierSet
        except ImportError:
            print('python3 has no pip', file=sys.stderr)
            sys.exit(77)
        for text in json.load(sys.stdin)['texts']:
            specifier, version, lower = text.split('\\n')
            admits = SpecifierSet(specifier)
            bad = [v for v in lower.split() if admits.contains(v)]
            print('good' if admits.contains(version) and not bad else 'bad %s' % bad)
        """);
  }

  @Test
  void rubyGemsAgrees() throws Exception {
    judged(
        RequirementSyntax.GEM,
        GEM,
        "ruby",
        "ruby",
        "-e",
        """
        require 'json'
        JSON.parse(STDIN.read)['texts'].each do |text|
          bounds, version, lower = text.split("\\n", -1)
          requirement = Gem::Requirement.new(bounds.split(/, */))
          bad = lower.split.select { |v| requirement.satisfied_by?(Gem::Version.new(v)) }
          good = requirement.satisfied_by?(Gem::Version.new(version)) && bad.empty?
          puts good ? 'good' : "bad #{bad}"
        end
        """);
  }

  @Test
  void theOthersKeepTheirOwnMeasure() {
    raised(
        RequirementSyntax.CARGO,
        List.of(
            "1.2.3",
            "1.2",
            "1",
            "0.3",
            "0.0.3",
            "^1.2",
            "~1.2",
            "~1",
            "=1.2.3",
            "*",
            "1.*",
            "1.2.*",
            ">=1.2, <2",
            "<2",
            ">1.0",
            "0.*"));
    raised(
        RequirementSyntax.COMPOSER,
        List.of(
            "1.2.3",
            "^1.2",
            "~1.2",
            "~1.2.3",
            "~1",
            "1.*",
            "1.2.*",
            ">=1.0 <2.0",
            ">=1.0,<2.0",
            "^1.0|^2.0",
            "^1.0 || ^2.0",
            "1.0 - 2.0",
            "!=1.3",
            "*",
            "~0.3",
            "^0.3",
            "~1.2.3.4"));
    raised(
        RequirementSyntax.POETRY,
        List.of(
            "1.2.3",
            "^1.2",
            "~1.2",
            "~1",
            "1.*",
            "*",
            ">=1.0,<2.0",
            "^1.0 || ^2.0",
            "==1.2.*",
            "~=1.2",
            "!=1.3"));
  }

  @Test
  void whatNamesNoVersionsIsNoRequirement() {
    for (RequirementSyntax syntax : RequirementSyntax.values()) {
      for (String text :
          List.of(
              "latest",
              "git+https://example.org/x",
              "1.2.3 ||",
              "|| 1",
              ">=",
              "^",
              "1,,2",
              "- 1",
              "1 - ",
              "a.b",
              "../x",
              "1 2 | ",
              "^^1",
              "=>1",
              "x".repeat(5000),
              "9".repeat(40))) {
        assertThat(syntax.parse(text).flatMap(Requirement::version))
            .as("%s of %s", text, syntax)
            .isEmpty();
      }
    }
  }
}
