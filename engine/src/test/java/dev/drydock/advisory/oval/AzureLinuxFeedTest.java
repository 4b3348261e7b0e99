package dev.drydock.advisory.oval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.drydock.advisory.FeedRun;
import dev.drydock.limits.Limits;
import dev.drydock.testkit.Mutations;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AzureLinuxFeedTest {
  private static final String OVAL =
      """
      <oval_definitions xmlns="http://oval.mitre.org/XMLSchema/oval-definitions-5"
          xmlns:linux-def="http://oval.mitre.org/XMLSchema/oval-definitions-5#linux">
       <definitions>
      %s%s%s%s
        <definition class="inventory" id="oval:x:def:9"><metadata><title>x</title></metadata></definition>
       </definitions>
       <tests>
        %s%s%s%s%s
       </tests>
       <objects>%s%s%s%s</objects>
       <states>%s%s%s%s%s</states>
      </oval_definitions>
      """
          .formatted(
              definition(1, "curl", "true", 1),
              definition(2, "golang", "true", 2, 3),
              definition(3, "pesign", "false", 4),
              definition(4, "syslinux", "Not Applicable", 5),
              test(1, "curl"),
              test(2, "golang"),
              test(3, "golang"),
              test(4, "pesign"),
              test(5, "syslinux"),
              object("curl"),
              object("golang"),
              object("pesign"),
              object("syslinux"),
              state(1, "less than", "0:8.8.0-3.azl3"),
              state(2, "less than", "0:1.26.1-1.azl3"),
              state(3, "greater than", "0:1.26.0.azl3"),
              state(4, "less than or equal", "0:0.112-32.cm2"),
              state(5, "less than or equal", "1:6.04-10.cm2"));

  @TempDir private Path directory;

  private static String definition(int number, String name, String patchable, int... tests) {
    StringBuilder criteria = new StringBuilder();
    for (int test : tests) {
      criteria.append(
          "<criterion comment=\"Package %s\" test_ref=\"oval:x:tst:%d\"/>".formatted(name, test));
    }
    return """
      <definition class="vulnerability" id="oval:com.microsoft.azurelinux:def:%1$d" version="1">
       <metadata><title>CVE-2024-%1$d affecting package %2$s</title>
        <affected family="unix"><platform>Azure Linux</platform></affected>
        <reference ref_id="CVE-2024-%1$d" ref_url="https://x" source="CVE"/>
        <patchable>%3$s</patchable><advisory_date>2024-06-01T00:00:00Z</advisory_date>
        <advisory_id>7%1$d-1</advisory_id><severity>High</severity></metadata>
       <criteria operator="AND">%4$s</criteria>
      </definition>
      """
        .formatted(number, name, patchable, criteria);
  }

  private static String test(int number, String name) {
    return """
    <linux-def:rpminfo_test check="at least one" id="oval:x:tst:%1$d">
     <linux-def:object object_ref="oval:x:obj:%2$s"/><linux-def:state state_ref="oval:x:ste:%1$d"/>
    </linux-def:rpminfo_test>
    """
        .formatted(number, name);
  }

  private static String object(String name) {
    return """
    <linux-def:rpminfo_object id="oval:x:obj:%1$s"><linux-def:name>%1$s</linux-def:name>
    </linux-def:rpminfo_object>
    """
        .formatted(name);
  }

  private static String state(int number, String operation, String version) {
    return """
    <linux-def:rpminfo_state id="oval:x:ste:%d">
     <linux-def:evr datatype="evr_string" operation="%s">%s</linux-def:evr>
    </linux-def:rpminfo_state>
    """
        .formatted(number, operation, version);
  }

  @Test
  void whatATestComparesCountsNotItsComment() throws IOException {
    Files.writeString(directory.resolve("azurelinux-3.0-oval.xml"), OVAL);

    FeedRun run = FeedRun.of(new AzureLinuxFeed(Limits.defaults()), directory);

    assertThat(run.lines())
        .containsExactly(
            "AZL-71-1: Azure Linux:3 curl [0,8.8.0-3.azl3)",
            "AZL-72-1: Azure Linux:3 golang [1.26.0.azl3,1.26.1-1.azl3)",
            "AZL-73-1: Azure Linux:2 pesign [0,0.112-32.cm2]");
    assertThat(run.spokenOf())
        .containsExactlyInAnyOrder(
            "Azure Linux:3 CVE-2024-1",
            "Azure Linux:3 CVE-2024-2",
            "Azure Linux:2 CVE-2024-3",
            "Azure Linux:2 CVE-2024-4");
    assertThat(run.records().getFirst().advisory())
        .satisfies(
            advisory -> {
              assertThat(advisory.upstream()).containsExactly("CVE-2024-1");
              assertThat(advisory.severityWord()).isEqualTo("High");
              assertThat(advisory.published()).isEqualTo("2024-06-01T00:00:00Z");
            });
    assertThat(run.damaged()).isEmpty();
  }

  @Test
  void aDefinitionWhoseTestIsMissingSaysNothing() throws IOException {
    Files.writeString(
        directory.resolve("a.xml"), OVAL.replace("oval:x:ste:1\"", "oval:x:ste:elsewhere\""));

    assertThat(FeedRun.of(new AzureLinuxFeed(Limits.defaults()), directory).lines())
        .hasSize(3)
        .first()
        .isEqualTo("AZL-71-1: Azure Linux:3 curl [0,8.8.0-3.azl3)");
    Files.writeString(
        directory.resolve("a.xml"), OVAL.replace("state_ref=\"oval:x:ste:1\"", "state_ref=\"\""));
    assertThat(FeedRun.of(new AzureLinuxFeed(Limits.defaults()), directory).lines())
        .hasSize(2)
        .noneMatch(line -> line.contains("curl"));
  }

  @Test
  void damagedFilesAreReadOrToldOf() {
    assertThatCode(
            () -> {
              for (byte[] bytes :
                  Mutations.of(OVAL.getBytes(StandardCharsets.UTF_8), 5, 1_000).toList()) {
                Files.write(directory.resolve("a.xml"), bytes);
                FeedRun.of(new AzureLinuxFeed(Limits.defaults()), directory).lines();
              }
            })
        .doesNotThrowAnyException();
  }
}
