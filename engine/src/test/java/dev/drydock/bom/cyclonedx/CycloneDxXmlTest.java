package dev.drydock.bom.cyclonedx;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.bom.Bom;
import dev.drydock.bom.Component;
import dev.drydock.bom.Creation;
import dev.drydock.bom.SampleBoms;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.cyclonedx.Version;
import org.cyclonedx.parsers.JsonParser;
import org.cyclonedx.parsers.XmlParser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// CycloneDX's own library is the judge.
class CycloneDxXmlTest {

  static List<Bom> boms() {
    return List.of(SampleBoms.debian(), SampleBoms.hostile(), SampleBoms.empty(), hashed());
  }

  @ParameterizedTest
  @MethodSource("boms")
  void isValidByTheSchema(Bom bom) throws Exception {
    assertThat(new XmlParser().validate(xml(bom, CycloneDxVersion.V1_6), Version.VERSION_16))
        .isEmpty();
    assertThat(new JsonParser().validate(json(bom, CycloneDxVersion.V1_6), Version.VERSION_16))
        .isEmpty();
  }

  @Test
  void theJudgeJudges() throws Exception {
    byte[] broken =
        new String(xml(SampleBoms.debian(), CycloneDxVersion.V1_6), StandardCharsets.UTF_8)
            .replace("<aggregate>unknown", "<aggregate>whole")
            .getBytes(StandardCharsets.UTF_8);

    assertThat(new XmlParser().validate(broken, Version.VERSION_16)).isNotEmpty();
  }

  /// 1.7 adds to 1.6 and takes nothing of it away.
  @ParameterizedTest
  @MethodSource("boms")
  void versionOneSevenDiffersInItsNumberOnly(Bom bom) throws IOException {
    String older = new String(xml(bom, CycloneDxVersion.V1_6), StandardCharsets.UTF_8);
    String newer = new String(xml(bom, CycloneDxVersion.V1_7), StandardCharsets.UTF_8);
    assertThat(newer).isEqualTo(older.replace("schema/bom/1.6", "schema/bom/1.7"));

    older = new String(json(bom, CycloneDxVersion.V1_6), StandardCharsets.UTF_8);
    newer = new String(json(bom, CycloneDxVersion.V1_7), StandardCharsets.UTF_8);
    assertThat(newer)
        .isEqualTo(
            older
                .replace("bom-1.6.schema.json", "bom-1.7.schema.json")
                .replace("\"specVersion\": \"1.6\"", "\"specVersion\": \"1.7\""));
  }

  private static Bom hashed() {
    Component plain = SampleBoms.debian("openssl", "OpenSSL");
    Component hashed =
        plain.hashed(
            List.of(
                new Component.Hash("MD5", "0f".repeat(16)),
                new Component.Hash("SHA-1", "1e".repeat(20)),
                new Component.Hash("SHA-512", "2d".repeat(64))));
    return new Bom(SampleBoms.subject("x", List.of()), null, List.of(hashed), List.of(), List.of());
  }

  private static byte[] xml(Bom bom, CycloneDxVersion version) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    CycloneDxXml.write(bom, by(), version, out);
    return out.toByteArray();
  }

  private static byte[] json(Bom bom, CycloneDxVersion version) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    CycloneDxJson.write(bom, by(), version, out);
    return out.toByteArray();
  }

  private static Creation by() {
    return new Creation("1.2.3", SampleBoms.CREATION.at(), "Team <team@example.org>");
  }
}
