package dev.drydock.promotion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drydock.attest.key.SigningKey;
import dev.drydock.attest.statement.PredicateType;
import dev.drydock.image.ImageException;
import dev.drydock.image.registry.RegistryRepository;
import dev.drydock.testkit.Artifact;
import dev.drydock.testkit.Blob;
import dev.drydock.testkit.BuiltImage;
import dev.drydock.testkit.FallibleRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// What does not pass, is damaged, or lacks what is required stays where it is.
@Timeout(60)
class RefusalTest {
  private static final BuiltImage AMD = Ways.image("shop", "linux/amd64", 1);
  private static final BuiltImage ARM = Ways.image("shop", "linux/arm64", 2);
  private static final Blob INDEX = BuiltImage.index(AMD, ARM);

  private FallibleRegistry source;
  private FallibleRegistry target;

  @BeforeEach
  void start() throws Exception {
    source = new FallibleRegistry();
    target = new FallibleRegistry();
    source.push("shop", "amd", AMD);
    source.push("shop", "arm", ARM);
    source.put("shop", "1", INDEX);
  }

  @AfterEach
  void stop() {
    source.close();
    target.close();
  }

  private Promotion promotion(Requirement... requirements) {
    return Ways.promotion(
        Ways.repository(source.host() + "/shop:1"),
        Ways.repository(target.host() + "/prod:1"),
        List.of(requirements));
  }

  /// Blobs may be there; nobody sees them.
  private void assertNothingSeen() {
    assertThat(target.paths()).noneMatch(path -> path.contains("/manifests/"));
  }

  @Test
  void everyPlatformHasToPass() throws Exception {
    Outcome outcome =
        Ways.promote(
            promotion(),
            (_, platform) ->
                String.valueOf(platform).equals("linux/arm64") ? Ways.STOP : Ways.PASS);
    assertThat(outcome)
        .isInstanceOfSatisfying(
            Outcome.Refused.class,
            refused -> {
              assertThat(refused.digest()).hasToString(INDEX.digest());
              assertThat(refused.problems()).isEmpty();
              assertThat(refused.notes()).isEmpty();
              assertThat(refused.judged())
                  .extracting(one -> one.words() + " " + one.verdict().passes())
                  .containsExactly("linux/amd64 true", "linux/arm64 false");
            });
    assertNothingSeen();
  }

  @Test
  void imageThatIsCalledAnAttestationIsJudgedAllTheSame() throws Exception {
    String disguised =
        ARM.manifest().descriptor().replaceFirst("\\}$", "")
            + ",\"platform\":{\"os\":\"unknown\",\"architecture\":\"unknown\"},\"annotations\":{"
            + "\"vnd.docker.reference.type\":\"attestation-manifest\"}}";
    source.put("shop", "1", BuiltImage.index(AMD.indexEntry() + "," + disguised));
    List<String> judged = new ArrayList<>();
    Outcome outcome =
        Ways.promote(
            promotion(),
            (image, _) -> {
              judged.add(String.valueOf(image.digest()));
              return String.valueOf(image.digest()).equals(ARM.manifest().digest())
                  ? Ways.STOP
                  : Ways.PASS;
            });
    assertThat(outcome).isInstanceOf(Outcome.Refused.class);
    assertThat(judged).containsExactly(AMD.manifest().digest(), ARM.manifest().digest());
    assertNothingSeen();
  }

  @Test
  void buildersOwnStatementsGoAlongWithoutAJudge() throws Exception {
    Artifact statements =
        Artifact.tagged().with("{\"_type\":\"x\"}", "application/vnd.in-toto+json", "");
    source.put("shop", "provenance", statements.manifest());
    source.put("shop/blobs/" + statements.config().digest(), statements.config());
    Blob statement = statements.layers().getFirst().blob();
    source.put("shop/blobs/" + statement.digest(), statement);
    Blob index = BuiltImage.index(AMD.indexEntry() + "," + statements.manifest().descriptor());
    source.put("shop", "1", index);
    List<String> judged = new ArrayList<>();
    assertThat(
            Ways.promote(
                promotion(),
                (image, _) -> {
                  judged.add(String.valueOf(image.digest()));
                  return Ways.PASS;
                }))
        .isInstanceOf(Outcome.Promoted.class);
    assertThat(judged).containsExactly(AMD.manifest().digest());
    Downstairs downstairs = new Downstairs(target, "prod");
    downstairs.assertWhole();
    assertThat(target.get("prod/blobs/" + statement.digest())).isNotNull();
  }

  @Test
  void nobodyWhoCanTellIsNoPass() {
    assertThatThrownBy(
            () ->
                Ways.promote(
                    promotion(),
                    (_, _) -> {
                      throw new ImageException(
                          ImageException.Kind.CORRUPT, "layer 1 cannot be read");
                    }))
        .isInstanceOf(ImageException.class)
        .hasMessage("layer 1 cannot be read");
    assertNothingSeen();
  }

  @Test
  void tamperedLayerIsRefusedByItsDigest() {
    String layer = ARM.layers().getFirst().digest();
    byte[] changed = ARM.layers().getFirst().bytes().clone();
    changed[changed.length - 1] ^= 1;
    source.replace("shop/blobs/" + layer, changed);
    assertDamaged("blob " + layer + " of ", "is damaged or was tampered with", layer);
    assertThat(target.get("prod/blobs/" + layer)).isNull();
    source.replace("shop/blobs/" + layer, new byte[changed.length + 1]);
    assertDamaged("it is longer than the " + changed.length + " bytes");
  }

  @Test
  void tamperedManifestIsRefusedByItsDigest() {
    source.replace(
        "shop/manifests/" + ARM.manifest().digest(),
        new String(ARM.manifest().bytes(), StandardCharsets.UTF_8)
            .replace("config", "confiG")
            .getBytes(StandardCharsets.UTF_8));
    assertDamaged("is damaged or was tampered with", ARM.manifest().digest());
  }

  private void assertDamaged(String... words) {
    assertThatThrownBy(() -> Ways.promote(promotion(), Ways.LENIENT))
        .isInstanceOfSatisfying(
            ImageException.class,
            e -> {
              assertThat(e.kind()).isEqualTo(ImageException.Kind.CORRUPT);
              assertThat(e.getMessage()).contains(words).doesNotContain("\n");
            });
    assertNothingSeen();
  }

  private static Requirement requirement(SigningKey key, PredicateType... types) {
    Map<String, String> wanted = new LinkedHashMap<>();
    for (PredicateType type : types) {
      wanted.put(type.word(), type.uri());
    }
    return new Requirement(wanted, List.of(key.verificationKey()), Duration.ofDays(7));
  }

  private void assertLacks(Requirement requirement, String... problems) throws Exception {
    assertThat(Ways.promote(promotion(requirement), Ways.LENIENT))
        .isInstanceOfSatisfying(
            Outcome.Refused.class,
            refused -> {
              assertThat(refused.problems()).containsExactly(problems);
              assertThat(refused.judged()).allMatch(one -> one.verdict().passes());
            });
    assertNothingSeen();
  }

  @Test
  void whatIsRequiredHasToBeSignedByOneOfTheKeys() throws Exception {
    Requirement requirement = requirement(Ways.KEY, PredicateType.SIGNATURE, PredicateType.TEST);
    RegistryRepository index = Ways.repository(source.host() + "/shop:1");
    String none = "no trusted %s lies beside " + AMD.manifest().digest();
    assertLacks(requirement, none.formatted("signature"), none.formatted("test"));
    Ways.sign(index, Ways.OTHER, "passed");
    assertLacks(requirement, none.formatted("signature"), none.formatted("test"));
    Ways.sign(index, Ways.KEY, "failed");
    assertLacks(requirement, "the newest trusted test beside " + INDEX.digest() + " says: failed");
    assertThat(
            Ways.promote(promotion(requirement(Ways.KEY, PredicateType.SIGNATURE)), Ways.LENIENT))
        .isInstanceOf(Outcome.Promoted.class);
  }

  @Test
  void whatIsSaidOfEachImageIsSaidOfTheIndex() throws Exception {
    Requirement requirement = requirement(Ways.KEY, PredicateType.SIGNATURE, PredicateType.TEST);
    Ways.sign(Ways.repository(source.host() + "/shop:amd"));
    String none = "no trusted %s lies beside " + ARM.manifest().digest();
    assertLacks(requirement, none.formatted("signature"), none.formatted("test"));
    Ways.sign(Ways.repository(source.host() + "/shop:arm"));
    assertThat(Ways.promote(promotion(requirement), Ways.LENIENT))
        .isInstanceOf(Outcome.Promoted.class);
  }

  @Test
  void listThatCannotBeReadWholeEndsIt() {
    source.put(
        "shop",
        INDEX.digest().replace(':', '-'),
        Blob.of("[]".getBytes(StandardCharsets.UTF_8), "application/json"));
    assertDamaged("nobody can tell all that lies beside", "cannot be read");
  }
}
