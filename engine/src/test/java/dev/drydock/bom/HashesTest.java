package dev.drydock.bom;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.bom.Component.Hash;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HashesTest {
  private static final Hash SHA_1 = new Hash("SHA-1", "ab".repeat(20));
  private static final Hash SHA_256 = new Hash("SHA-256", "ab".repeat(32));
  private static final Hash OTHER = new Hash("SHA-256", "cd".repeat(32));

  @Test
  void algorithmsHaveManySpellings() {
    for (String spelling : List.of("sha256", "SHA256", "SHA-256", "sha_256")) {
      assertThat(Hashes.of(spelling, " " + "AB".repeat(32))).hasValue(SHA_256);
    }
    assertThat(Hashes.of("SHA-3", "ab".repeat(32))).isEmpty();
    assertThat(Hashes.of("SHA-256", "ab".repeat(31))).isEmpty();
    assertThat(Hashes.of("SHA-256", "xy".repeat(32))).isEmpty();
  }

  @Test
  void integrityIsOfOneOrSeveralAlgorithms() {
    assertThat(Hashes.integrity(base64("sha1", 20, 0xab))).containsExactly(SHA_1);
    assertThat(
            Hashes.integrity(
                base64("sha256", 32, 0xab) + "?opt  " + base64("sha1", 20, 0xab) + " md9-x"))
        .containsExactly(SHA_1, SHA_256);
    assertThat(
            Hashes.integrity(
                base64("sha256", 32, 0xab)
                    + " "
                    + base64("sha256", 32, 0xcd)
                    + " "
                    + base64("sha1", 20, 0xab)))
        .containsExactly(SHA_1);
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        "-",
        "''",
        "sha512",
        "sha512-",
        "sha512-!!",
        "sha256-q6urqw==",
        "-q6urqw==",
        "sha?1-q6urqw=="
      })
  void whatIsNoIntegrityIsNone(@Nullable String text) {
    assertThat(Hashes.integrity(text)).isEmpty();
    assertThat(Hashes.prefixed(text)).isEmpty();
  }

  @Test
  void prefixedOnesAreHexadecimal() {
    assertThat(Hashes.prefixed("sha256:" + "ab".repeat(32))).containsExactly(SHA_256);
    assertThat(Hashes.prefixed("sha256:" + "ab".repeat(3000))).isEmpty();
  }

  /// Whichever of them came first: the order of layers must not matter.
  @Test
  void ofCopiesThatDifferThereIsNoHash() {
    List<List<Hash>> copies =
        List.of(List.of(SHA_1, SHA_256), List.of(), List.of(SHA_1, OTHER), List.of(SHA_256));
    for (int first = 0; first < copies.size(); first++) {
      BomBuilder builder = new BomBuilder();
      List<List<Hash>> turned = new ArrayList<>(copies.subList(first, copies.size()));
      turned.addAll(copies.subList(0, first));
      for (List<Hash> hashes : turned) {
        builder.add(component(hashes));
      }
      assertThat(builder.build(SUBJECT).components())
          .singleElement()
          .extracting(Component::hashes)
          .isEqualTo(List.of(SHA_1));
    }
  }

  private static final Bom.Subject SUBJECT =
      new Bom.Subject(
          "x", null, null, "linux/amd64", null, List.of(), List.of(), Map.of(), List.of());

  private static Component component(List<Hash> hashes) {
    return new Component(
            "a",
            "1",
            Purl.of("npm", null, "a", "1"),
            null,
            List.of(),
            List.of(new Component.Location("a", 0)),
            new Component.Evidence("test", "test"))
        .hashed(hashes);
  }

  private static String base64(String algorithm, int length, int fill) {
    byte[] digest = new byte[length];
    java.util.Arrays.fill(digest, (byte) fill);
    return algorithm + "-" + Base64.getEncoder().encodeToString(digest);
  }
}
