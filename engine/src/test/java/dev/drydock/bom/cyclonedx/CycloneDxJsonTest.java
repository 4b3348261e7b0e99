package dev.drydock.bom.cyclonedx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.drydock.bom.Bom;
import dev.drydock.bom.Component;
import dev.drydock.bom.Creation;
import dev.drydock.bom.SampleBoms;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.cyclonedx.Version;
import org.cyclonedx.exception.ParseException;
import org.cyclonedx.model.Dependency;
import org.cyclonedx.parsers.JsonParser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// CycloneDX's own library is the judge.
class CycloneDxJsonTest {

  static List<Bom> boms() {
    return List.of(SampleBoms.debian(), SampleBoms.hostile(), SampleBoms.empty());
  }

  @ParameterizedTest
  @MethodSource("boms")
  void isValidByTheSchema(Bom bom) throws Exception {
    assertThat(new JsonParser().validate(write(bom), Version.VERSION_16)).isEmpty();
  }

  @Test
  void theJudgeJudges() throws Exception {
    byte[] broken =
        new String(write(SampleBoms.debian()), StandardCharsets.UTF_8)
            .replace("\"container\"", "\"barrel\"")
            .getBytes(StandardCharsets.UTF_8);

    assertThat(new JsonParser().validate(broken, Version.VERSION_16)).isNotEmpty();
  }

  @Test
  void tellsOfEveryComponentWithPurlLicencesAndPlace() throws Exception {
    org.cyclonedx.model.Bom read = read(SampleBoms.debian());

    assertThat(read.getMetadata().getComponent())
        .extracting("name", "version")
        .containsExactly("docker-archive:app.tar", "sha256:" + "c".repeat(64));
    assertThat(read.getMetadata().getTimestamp()).isEqualTo(Instant.parse("2026-08-21T10:11:12Z"));
    assertThat(read.getComponents())
        .extracting("group", "name", "version", "purl")
        .containsExactly(
            tuple(null, "debian", "11", null),
            tuple(
                null,
                "libssl1.1",
                "1.1.1w-0+deb11u1",
                "pkg:deb/debian/libssl1.1@1.1.1w-0%2Bdeb11u1?arch=amd64&distro=debian-11&upstream=openssl"),
            tuple(
                null,
                "openssl",
                "1.1.1w-0+deb11u1",
                "pkg:deb/debian/openssl@1.1.1w-0%2Bdeb11u1?arch=amd64&distro=debian-11&upstream=openssl"),
            tuple(
                "org.apache.logging.log4j",
                "log4j-core",
                "2.14.1",
                "pkg:maven/org.apache.logging.log4j/log4j-core@2.14.1"),
            tuple("@babel", "core", "7.1.0", "pkg:npm/%40babel/core@7.1.0"));
    org.cyclonedx.model.Component openssl = read.getComponents().get(2);
    assertThat(openssl.getLicenses().getLicenses()).extracting("id").containsExactly("OpenSSL");
    assertThat(openssl.getEvidence().getOccurrences())
        .extracting("location")
        .containsExactly("var/lib/dpkg/status");
    assertThat(openssl.getProperties())
        .extracting("name", "value")
        .contains(
            tuple("drydock:layer", SampleBoms.BASE_LAYER),
            tuple("drydock:source:name", "openssl"),
            tuple("drydock:source:version", "1.1.1w-0+deb11u1"));
    assertThat(read.getComponents().get(3).getLicenses().getExpression().getValue())
        .isEqualTo("Apache-2.0 AND (MIT OR ISC)");
  }

  @Test
  void theImageNeedsAllAndAComponentWhatItsSourceSays() throws Exception {
    List<Dependency> dependencies = read(SampleBoms.debian()).getDependencies();

    assertThat(dependencies).extracting(Dependency::getRef).hasSize(2).first().isEqualTo("image");
    assertThat(dependencies.getFirst().getDependencies()).hasSize(5);
    assertThat(dependencies.getLast().getRef()).startsWith("pkg:deb/debian/openssl@");
    assertThat(dependencies.getLast().getDependencies())
        .extracting(Dependency::getRef)
        .singleElement()
        .asString()
        .startsWith("pkg:deb/debian/libssl1.1@");
  }

  @Test
  void saysThatItIsIncompleteWhereAFileCouldNotBeRead() throws Exception {
    org.cyclonedx.model.Bom read = read(SampleBoms.hostile());

    assertThat(read.getCompositions()).hasSize(1);
    assertThat(read.getMetadata().getProperties())
        .extracting("name", "value")
        .contains(tuple("drydock:unreadable", "rpm|var/lib/rpm/Packages|page 7 is cut off"));
  }

  @Test
  void theSameImageGivesTheSameBytesAndAnotherImageAnotherName() throws IOException {
    assertThat(write(SampleBoms.debian())).isEqualTo(write(SampleBoms.debian()));
    assertThat(serial(SampleBoms.debian(), SampleBoms.CREATION))
        .isEqualTo(serial(SampleBoms.debian(), new Creation("9", Instant.EPOCH)))
        .isNotEqualTo(serial(SampleBoms.hostile(), SampleBoms.CREATION));
  }

  @Test
  void referencesAreUniqueThoughPurlsAreNot() throws Exception {
    Component twice = SampleBoms.debian("openssl", "MIT");
    Bom bom =
        new Bom(
            SampleBoms.subject("x", List.of()), null, List.of(twice, twice), List.of(), List.of());

    assertThat(read(bom).getComponents())
        .extracting(org.cyclonedx.model.Component::getBomRef)
        .doesNotHaveDuplicates();
  }

  private static org.cyclonedx.model.Bom read(Bom bom) throws IOException, ParseException {
    return new JsonParser().parse(write(bom));
  }

  private static String serial(Bom bom, Creation creation) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    CycloneDxJson.write(bom, creation, out);
    String text = out.toString(StandardCharsets.UTF_8);
    int at = text.indexOf("urn:uuid:");
    return text.substring(at, at + 45);
  }

  private static byte[] write(Bom bom) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    CycloneDxJson.write(bom, SampleBoms.CREATION, out);
    return out.toByteArray();
  }
}
