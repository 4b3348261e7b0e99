package dev.drydock.attest;

import static dev.drydock.attest.Beside.KEY;
import static dev.drydock.attest.Beside.NOW;
import static dev.drydock.attest.Beside.attestor;
import static dev.drydock.attest.Beside.repository;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drydock.attest.cosign.CosignTag;
import dev.drydock.image.Digest;
import dev.drydock.image.registry.Attachment;
import dev.drydock.image.registry.RegistryRepository;
import dev.drydock.testkit.BuiltImage;
import dev.drydock.testkit.FallibleRegistry;
import dev.drydock.testkit.ImageBuilder;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class SignaturePresenceTest {
  private static final BuiltImage APP = new ImageBuilder().build();
  private static final Digest DIGEST = Digest.parse(APP.manifest().digest());
  private static final Digest OTHER = Digest.parse("sha256:" + "01".repeat(32));

  private static boolean signed(RegistryRepository repository)
      throws IOException, InterruptedException {
    return SignaturePresence.of(repository, List.of(OTHER, DIGEST));
  }

  @Test
  void aTagTellsWhatItIsAboutWhereItHoldsSignaturesOrAttestations() {
    assertThat(CosignTag.subject(CosignTag.ofSignatures(OTHER))).contains(OTHER);
    assertThat(CosignTag.subject(CosignTag.ofAttestations(OTHER))).contains(OTHER);
    String named = "sha256-" + OTHER.hex();
    assertThat(
            List.of(
                CosignTag.ofBillsOfMaterials(OTHER),
                named,
                named + ".",
                named + ".signature",
                named.substring(1) + ".sig",
                named.replace('-', '.') + ".sig",
                "sha256-0101.sig",
                "1.4-alpine",
                "1-alpine.3",
                "-.sig",
                ""))
        .allSatisfy(tag -> assertThat(CosignTag.subject(tag)).isEmpty());
  }

  @Test
  void aBundleThatRefersToTheImageIsSeen() throws Exception {
    try (FallibleRegistry registry = new FallibleRegistry(FallibleRegistry.Trait.REFERRERS)) {
      registry.push("team/app", "1", APP);
      RegistryRepository repository = repository(registry.host() + "/team/app:1");
      assertThat(signed(repository)).isFalse();
      // a document that nobody has signed
      repository.attach(
          repository.resolve(),
          new Attachment("application/vnd.cyclonedx+json", List.of(), Map.of()),
          "it");
      assertThat(signed(repository)).isFalse();
      attestor(repository, KEY, NOW, false).sign(repository.resolve());
      assertThat(signed(repository)).isTrue();
      assertThat(SignaturePresence.of(repository, List.of(OTHER))).isFalse();
    }
  }

  @Test
  void aTagOfCosignIsSeenWhereARegistryHasNoReferrers() throws Exception {
    for (String tag : List.of(CosignTag.ofSignatures(DIGEST), CosignTag.ofAttestations(DIGEST))) {
      try (FallibleRegistry registry = new FallibleRegistry()) {
        registry.push("team/app", "1", APP);
        RegistryRepository repository = repository(registry.host() + "/team/app:1");
        assertThat(signed(repository)).isFalse();
        registry.push("team/app", tag, new ImageBuilder().build());
        assertThat(signed(repository)).isTrue();
      }
    }
  }

  @Test
  void whereTheRegistryDoesNotAnswerNobodyKnows() throws Exception {
    RegistryRepository repository;
    try (FallibleRegistry registry = new FallibleRegistry()) {
      repository = repository(registry.host() + "/team/app:1");
    }
    assertThatThrownBy(() -> signed(repository)).isInstanceOf(IOException.class);
  }
}
