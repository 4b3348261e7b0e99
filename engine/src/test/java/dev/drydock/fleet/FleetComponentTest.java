package dev.drydock.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.bom.Bom;
import dev.drydock.bom.Component;
import dev.drydock.bom.Purl;
import dev.drydock.bom.reading.BomReader;
import dev.drydock.bom.reading.Written;
import dev.drydock.limits.Limits;
import dev.drydock.match.BomFixture;
import dev.drydock.match.Surroundings;
import dev.drydock.testkit.Mutations;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FleetComponentTest {
  private static FleetComponent only(BomFixture image) {
    List<FleetComponent> components = FleetComponents.of(image.bom());
    assertThat(components).hasSize(1);
    return components.getFirst();
  }

  private static Stored read(String text) {
    return FleetComponent.read(text, Limits.defaults());
  }

  @Test
  void textHasWhatMatchingReadsAndNothingElse() {
    assertThat(
            only(BomFixture.on("debian", "12").deb("libssl3", "3.0-1+b1", "openssl", "3.0-1"))
                .text())
        .isEqualTo(
            "{\"type\":\"deb\",\"namespace\":\"debian\",\"name\":\"libssl3\","
                + "\"version\":\"3.0-1+b1\",\"source\":{\"name\":\"openssl\",\"version\":\"3.0-1\"},"
                + "\"architecture\":\"amd64\",\"distribution\":{\"id\":\"debian\",\"release\":\"12\"}}");
    assertThat(only(BomFixture.on("debian", "12").language("npm", "lodash", "1.0")).text())
        .isEqualTo("{\"type\":\"npm\",\"name\":\"lodash\",\"version\":\"1.0\"}");
    assertThat(
            only(BomFixture.on("rhel", "8.4")
                    .contentSets("rhel-8-for-x86_64-baseos-eus-rpms")
                    .rpmOfModule("perl:5.26:1:a", "perl", "4:5.26-1.module_el8"))
                .text())
        .isEqualTo(
            "{\"type\":\"rpm\",\"namespace\":\"rhel\",\"name\":\"perl\","
                + "\"version\":\"4:5.26-1.module_el8\",\"source\":{\"epochKnown\":false},"
                + "\"architecture\":\"amd64\",\"modularityLabel\":\"perl:5.26:1:a\","
                + "\"distribution\":{\"id\":\"rhel\",\"release\":\"8.4\",\"stream\":\"eus\"}}");
  }

  @Test
  void packagesOfGosModulesAreKeptAndOfNothingElse() {
    BomFixture module =
        BomFixture.withoutDistribution()
            .add("e.org/a", "v1", Purl.of("golang", "e.org", "a", "v1"), null)
            .packages("e.org/a", "e.org/a/b");
    FleetComponent component = only(module);

    assertThat(component.text())
        .isEqualTo(
            "{\"type\":\"golang\",\"namespace\":\"e.org\",\"name\":\"a\",\"version\":\"v1\","
                + "\"packages\":\". b\"}");
    assertThat(read(component.text())).isEqualTo(new Stored.Readable(component));
    assertThat(component.packages()).containsExactly("e.org/a", "e.org/a/b");
    assertThat(
            only(BomFixture.withoutDistribution().language("npm", "a", "1").packages("a")).text())
        .isEqualTo("{\"type\":\"npm\",\"name\":\"a\",\"version\":\"1\"}");
  }

  @Test
  void noPackageIsSomethingElseThanNobodyKnows() {
    FleetComponent none =
        only(BomFixture.withoutDistribution().language("golang", "stdlib", "1.22.0").packages());
    FleetComponent unknown =
        only(BomFixture.withoutDistribution().language("golang", "stdlib", "1.22.0"));

    assertThat(none.packages()).isEmpty();
    assertThat(unknown.packages()).isNull();
    assertThat(none.digest()).isNotEqualTo(unknown.digest());
    assertThat(read(none.text())).isEqualTo(new Stored.Readable(none));
    assertThat(read(unknown.text())).isEqualTo(new Stored.Readable(unknown));
  }

  @Test
  void imagesShareWhatIsMatchedAlike() {
    Set<String> digests = new HashSet<>();
    for (String release : List.of("3.19.0", "3.19.1", "3.19.7")) {
      digests.add(only(BomFixture.on("alpine", release).apk("musl", "1.2.4-r2", "musl")).digest());
    }
    assertThat(digests).hasSize(1).allMatch(digest -> digest.matches("[0-9a-f]{64}"));
    digests.add(only(BomFixture.on("alpine", "3.20.0").apk("musl", "1.2.4-r2", "musl")).digest());
    digests.add(only(BomFixture.on("alpine", "3.19.0").apk("musl", "1.2.4-r3", "musl")).digest());
    assertThat(digests).hasSize(3);
  }

  @Test
  void whereItLiesAndWhyItIsInstalledPlaysNoPart() {
    Component component =
        BomFixture.on("alpine", "3.19.0").apk("a", "1-r0", "a").bom().components().getFirst();
    Component elsewhere =
        component
            .with(List.of(new Component.Location("elsewhere", 3)), List.of("MIT"))
            .hashed(List.of(new Component.Hash("MD5", "00")));
    Surroundings alpine = new Surroundings("alpine", "3.19", "", null);

    FleetComponent one = FleetComponent.of(component, alpine, false);

    assertThat(FleetComponent.of(elsewhere, alpine, false)).isEqualTo(one);
    assertThat(one.purl().toString()).isEqualTo("pkg:apk/alpine/a@1-r0");
  }

  @ParameterizedTest
  @CsvSource({
    "npm, @Babel/Core, @Babel/Core",
    "pypi, Flask_Login.x, flask-login-x",
    "nuget, Newtonsoft.Json, newtonsoft.json",
    "golang, example.com/A, example.com/A",
    "generic, httpd, apache",
    "otp, Phoenix, phoenix",
  })
  void namesAreTheIndexs(String type, String name, String expected) {
    assertThat(only(BomFixture.withoutDistribution().language(type, name, "1")).names())
        .containsExactly(expected);
  }

  @Test
  void packagesOfDistributionsHaveSeveralNames() {
    assertThat(only(BomFixture.on("kali", "1").deb("b", "1", "a", "1")).names())
        .containsExactly("a", "b");
    assertThat(
            only(BomFixture.on("rhel", "8").rpmOfModule("perl:5.26:1:a", "perl-libs", "1")).names())
        .containsExactly("perl-libs", "perl:5.26/perl-libs");
    assertThat(only(BomFixture.withoutDistribution().language("conda", "numpy", "1")).names())
        .isEmpty();
    assertThat(
            only(BomFixture.withoutDistribution().language("npm", "mine", "1").ownProject())
                .names())
        .isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"\u0000", "\ud800", "a/../b", "%2F", "@", "ß漢\ud83d\ude00", "\"\\", "?x#y"})
  void hostileNamesComeBackAsTheyWere(String name) {
    FleetComponent component =
        new FleetComponent(
            new Surroundings(name, name, name, name),
            name,
            name,
            Purl.of("deb", name, name, name, Map.of("distro", name)),
            new Component.OsPackage(
                new Component.Source(name + name, name, false), name, name, name),
            false,
            false,
            null);

    assertThat(read(component.text())).isEqualTo(new Stored.Readable(component));
    assertThat(component.text()).doesNotContain("\u0000").doesNotContain("\n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{",
        "[]",
        "null",
        "{\"type\":\"npm\"}",
        "{\"type\":\"\",\"name\":\"a\"}",
        "{\"type\":\"npm\",\"name\":7}",
        "{\"type\":\"npm\",\"name\":\"a\",\"later\":true}",
        "{\"type\":\"npm\",\"name\":\"a\",\"ownProject\":\"true\"}",
        "{\"type\":\"golang\",\"name\":\"a\",\"packages\":[\".\"]}",
        "{\"type\":\"deb\",\"name\":\"a\",\"source\":[]}",
        "{\"type\":\"deb\",\"name\":\"a\",\"source\":{\"name\":null}}",
        "{\"type\":\"deb\",\"name\":\"a\",\"source\":{},\"distribution\":{}}",
        "{\"type\":\"npm\",\"name\":\"a\"} {}",
      })
  void whatIsNoComponentIsToldInOneLine(String text) {
    assertThat(read(text))
        .isInstanceOfSatisfying(
            Stored.Unreadable.class,
            unreadable ->
                assertThat(unreadable.reason()).startsWith("The component ").doesNotContain("\n"));
  }

  @Test
  void textOverTheBoundsIsRefused() {
    String deep = "{\"type\":".repeat(100_000);
    String large =
        "{\"type\":\"npm\",\"name\":\"" + "a".repeat(Limits.defaults().documentBytes()) + "\"}";

    assertThat(List.of(read(deep), read(large))).allMatch(Stored.Unreadable.class::isInstance);
  }

  @Test
  void damagedTextsAreReadOrRefused() {
    List<FleetComponent> readable = new ArrayList<>();
    int refused = 0;
    Bom image = SampleImages.debian(BomFixture.on("debian", "12")).bom();
    for (FleetComponent component : FleetComponents.of(image)) {
      byte[] good = component.text().getBytes(StandardCharsets.UTF_8);
      for (byte[] bytes : Mutations.of(good, 5, 500).toList()) {
        switch (read(new String(bytes, StandardCharsets.UTF_8))) {
          case Stored.Readable(FleetComponent same) -> readable.add(same);
          case Stored.Unreadable _ -> refused++;
        }
      }
    }
    assertThat(refused).isGreaterThan(1_000);
    assertThat(readable.size()).isGreaterThan(100);
    assertThat(FleetCheck.throughText(readable)).isEqualTo(readable);
    assertThat(new FleetMatcher(SampleImages.ADVISORIES).match(readable).stream())
        .map(FleetMatch::component)
        .isEqualTo(readable);
  }

  /// Whatever a document from elsewhere says of components, they are matched apart as within.
  @Test
  void componentsOfDamagedDocumentsAreMatchedAlike() throws IOException {
    int read = 0;
    int findings = 0;
    for (Bom image : SampleImages.all().values()) {
      for (Written form : List.of(Written.CYCLONEDX_JSON, Written.SPDX_JSON)) {
        for (byte[] bytes : Mutations.of(form.of(image), 9, 60).toList()) {
          Bom bom;
          try {
            bom = new BomReader(Limits.defaults()).read(bytes, "bom");
          } catch (IOException _) {
            continue; // refused
          }
          read++;
          findings += FleetCheck.findingsEqual(bom, SampleImages.ADVISORIES).findings().size();
        }
      }
    }
    assertThat(read).isGreaterThan(200);
    assertThat(findings).isGreaterThan(100);
  }
}
