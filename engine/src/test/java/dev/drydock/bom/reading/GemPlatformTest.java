package dev.drydock.bom.reading;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.bom.Component;
import dev.drydock.limits.Limits;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Gems for one platform, as several tools write them.
class GemPlatformTest {

  @ParameterizedTest
  @CsvSource({
    "1.19.3-x86_64-linux-gnu, pkg:gem/a@1.19.3-x86_64-linux-gnu, ?platform=x86_64-linux-gnu",
    "1.19.3-java,             pkg:gem/a@1.19.3-java,             ?platform=java",
    "1.19.3-java,             pkg:gem/a@1.19.3?platform=java,    ?platform=java",
    "1.19.3,                  pkg:gem/a@1.19.3-java?platform=b,  ?platform=b",
    "1.19.3,                  pkg:gem/a@1.19.3,                  ''",
  })
  void thePlatformIsNoPartOfTheVersion(String version, String purl, String qualifiers)
      throws Exception {
    Component gem = component(version, purl);

    assertThat(gem.version()).isEqualTo("1.19.3");
    assertThat(gem.purl()).hasToString("pkg:gem/a@1.19.3" + qualifiers);
  }

  @ParameterizedTest
  @CsvSource({"1.0-java, pkg:npm/a@1.0-java", "-java, pkg:gem/a@-java", "1.0-, pkg:gem/a@1.0-"})
  void otherDashesStay(String version, String purl) throws Exception {
    Component component = component(version, purl);

    assertThat(component.version()).isEqualTo(version);
    assertThat(component.purl()).hasToString(purl);
  }

  private static Component component(String version, String purl) throws Exception {
    String document =
        """
        {"bomFormat": "CycloneDX", "specVersion": "1.4", "components": [
          {"type": "library", "name": "a", "version": "%s", "purl": "%s"}]}
        """
            .formatted(version, purl);
    return new BomReader(Limits.defaults())
        .read(document.getBytes(StandardCharsets.UTF_8), "a.cdx.json")
        .components()
        .getFirst();
  }
}
