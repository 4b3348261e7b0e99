package dev.drydock.policy.reading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.drydock.limits.Limits;
import dev.drydock.policy.bundle.PolicySource;
import dev.drydock.policy.exception.ExceptionEdit;
import dev.drydock.policy.reading.PolicyReader.Document;
import dev.drydock.policy.rule.Approval;
import dev.drydock.policy.rule.Approval.Approver;
import dev.drydock.policy.rule.Policy;
import dev.drydock.policy.rule.PolicyWords;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Documents that inherit from each other by their order give what files give that name each other.
class PolicyChainTest {
  private static final String ORGANISATION =
      """
      policy: 1
      relax: [exceptions, grace 7d]
      exception-rules: { longest: 90d, approve: maintainer, four-eyes: yes }
      rules:
        old-image: { deny: image, when: { age: "> 90d" } }
        attend: { level: deny }
      """;
  private static final String TEAM =
      """
      policy: 1
      rules:
        old-image: { grace: 5d }
        root: { deny: observations, when: { rule: root-user } }
        rest: { level: off }
      """;
  private static final String PROJECT =
      """
      policy: 1
      exceptions:
        - { id: CVE-2024-5535, package: openssl, owner: shop, reason: no TLS, until: 2026-12-31 }
      """;

  @TempDir private Path directory;

  private static Policy chain(String... texts) throws Exception {
    List<Document> documents = new ArrayList<>();
    List<String> names = List.of("organisation", "team", "project", "more");
    for (String text : texts) {
      documents.add(new Document(names.get(documents.size()), text));
    }
    return PolicyReader.readChain(documents, Limits.defaults(), PolicySource.none());
  }

  private static List<String> problems(String... texts) {
    return catchThrowableOfType(InvalidPolicyException.class, () -> chain(texts))
        .problems()
        .stream()
        .map(Problem::toString)
        .toList();
  }

  private static List<String> words(Policy policy) {
    return PolicyWords.of(policy).stream().flatMap(List::stream).toList();
  }

  private Policy files(String... texts) throws Exception {
    String parent = "drydock:default";
    Path file = directory;
    List<String> names = List.of("organisation", "team", "project");
    for (int i = 0; i < texts.length; i++) {
      file = directory.resolve(names.get(i));
      Files.writeString(file, texts[i] + "extends: " + parent + "\n");
      parent = names.get(i);
    }
    return PolicyReader.read(file, Limits.defaults());
  }

  @Test
  void itIsWhatFilesGiveThatExtendEachOther() throws Exception {
    for (List<String> texts :
        List.of(
            List.of(ORGANISATION),
            List.of(ORGANISATION, TEAM),
            List.of(ORGANISATION, TEAM, PROJECT))) {
      String[] all = texts.toArray(String[]::new);
      Policy files = files(all);
      Policy chain = chain(all);
      assertThat(words(chain))
          .isEqualTo(words(files).stream().map(line -> line.replace(directory + "/", "")).toList());
      assertThat(chain.approval()).isEqualTo(files.approval());
      assertThat(chain.longest()).isEqualTo(files.longest());
      assertThat(chain.excuses()).hasSameSizeAs(files.excuses());
    }
    assertThat(chain(ORGANISATION, TEAM, PROJECT).approval())
        .isEqualTo(new Approval(Approver.MAINTAINER, true));
  }

  @Test
  void withoutDocumentsItIsTheOneThatComesAlong() throws Exception {
    assertThat(words(chain())).isEqualTo(words(PolicyReader.builtIn(Limits.defaults())));
    assertThat(chain().approval()).isEqualTo(Approval.DEFAULT);
  }

  @Test
  void whatTheFirstNamesItInheritsInsteadOfTheOneThatComesAlong() throws Exception {
    assertThat(chain("policy: 1\nextends: drydock:default\n").files())
        .containsExactly("drydock:default", "organisation");
    assertThat(problems("policy: 1\nextends: ../org.yaml\n"))
        .containsExactly(
            "organisation:2:10: '../org.yaml' is a file, and this policy lies beside none; extend"
                + " oci://, git+https:// or drydock:default");
    assertThat(problems("policy: 1\n", "policy: 1\nextends: oci://a.example.org/b:c\n"))
        .containsExactly(
            "team:2:10: 'oci://a.example.org/b:c' is fetched from elsewhere, which is not possible"
                + " here");
  }

  @Test
  void mistakesNameTheDocumentAndItsLine() {
    assertThat(
            problems(
                ORGANISATION,
                "policy: 1\nrules:\n  old-image: { level: warn }\n",
                "policy: 1\nextend: x\n"))
        .containsExactly(
            "team:3:16: lowers it to warn, which rule old-image of organisation:5:3 does not allow"
                + " (relax: exceptions, grace up to 7 days); leave it out, or ask whoever keeps that"
                + " file",
            "project:2:1: a policy has no key 'extend'; did you mean extends?");
  }

  @Test
  void whatIsTooMuchIsAMistakeOfItsDocument() {
    assertThat(problems("policy: 1\n", "policy: 1\nrules: " + "[".repeat(10_000)))
        .singleElement()
        .asString()
        .startsWith("team:1:1: this is too much for a policy: ");
  }

  @Test
  void whoDecidesOnExceptionsIsLoosenedOnlyWhereThatIsAllowed() throws Exception {
    String loose = "policy: 1\nexception-rules: { approve: maintainer, four-eyes: no }\n";
    assertThat(chain(loose).approval()).isEqualTo(new Approval(Approver.MAINTAINER, false));
    assertThat(problems("policy: 1\n", loose))
        .containsExactly(
            "team:2:20: approve: maintainer is looser than what organisation has, which does not"
                + " allow it (relax: settings); leave it out, or ask whoever keeps that file");
    String strict = "policy: 1\nexception-rules: { approve: security, four-eyes: yes }\n";
    assertThat(chain(loose, strict).approval()).isEqualTo(new Approval(Approver.SECURITY, true));
    assertThat(problems(strict, loose))
        .containsExactly(
            "team:2:20: approve: maintainer is looser than what organisation:2:20 has, which does"
                + " not allow it (relax: settings); leave it out, or ask whoever keeps that file",
            "team:2:41: four-eyes: no is looser than what organisation:2:39 has, which does not"
                + " allow it (relax: settings); leave it out, or ask whoever keeps that file");
    assertThat(chain("policy: 1\nrelax: settings\n", loose).approval())
        .isEqualTo(new Approval(Approver.MAINTAINER, false));
    assertThat(problems("policy: 1\nexception-rules: { approve: anyone, four-eyes: maybe }\n"))
        .containsExactly(
            "organisation:2:29: approve cannot be 'anyone'; it can be security or maintainer",
            "organisation:2:48: four-eyes is yes or no, here is 'maybe'");
  }

  @Test
  void theWordsSayWhoDecides() throws Exception {
    assertThat(words(chain("policy: 1\nexception-rules: { four-eyes: yes }\n")))
        .contains(
            "On a server two different people approve them, each somebody of the organisation's"
                + " security; never the one who asks.");
    assertThat(words(chain("policy: 1\nexception-rules: { approve: maintainer }\n")))
        .contains(
            "On a server a maintainer of the team, or somebody of the organisation's security"
                + " approves them; never the one who asks.");
  }

  @Test
  void exceptionsAreADocumentOfTheirOwn() throws Exception {
    Map<String, List<String>> one = new LinkedHashMap<>();
    one.put("id", List.of("CVE-2024-1"));
    one.put("package", List.of("pkg:deb/debian/*", "a: b # c"));
    one.put("owner", List.of("shop \"quoted\"\nsecond line"));
    one.put("reason", List.of("- yes: no"));
    one.put("until", List.of("2026-12-31"));
    Map<String, List<String>> other = new LinkedHashMap<>(one);
    other.put("rules", List.of("attend"));

    Policy policy = chain(ORGANISATION, TEAM, PROJECT, ExceptionEdit.document(List.of(one, other)));

    assertThat(policy.excuses())
        .extracting(excuse -> excuse.words() + "|" + excuse.owner() + "|" + excuse.reason())
        .containsExactly(
            "CVE-2024-5535 in openssl|shop|no TLS",
            "CVE-2024-1 in pkg:deb/debian/*, a: b # c|shop \"quoted\"\nsecond line|- yes: no",
            "CVE-2024-1 in pkg:deb/debian/*, a: b # c|shop \"quoted\"\nsecond line|- yes: no");
    assertThat(policy.excuses().getLast().rules()).containsExactly("attend");
  }

  @Test
  void aDocumentOfAnotherIsNoDocumentWithoutRules() throws IOException {
    assertThat(PolicyTexts.problems(Files.writeString(directory.resolve("alone"), "policy: 1\n")))
        .containsExactly("1:1: a policy needs rules, or extends one that has some");
  }
}
