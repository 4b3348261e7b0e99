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

class OvalFeedTest {
  private static final String ORACLE =
      """
      <?xml version="1.0" encoding="utf-8"?>
      <oval_definitions xmlns="http://oval.mitre.org/XMLSchema/oval-definitions-5">
       <definitions>
        <definition id="oval:com.oracle.elsa:def:20240001" version="501" class="patch">
         <metadata><title>
      ELSA-2024-0001:  nodejs:18 security update (IMPORTANT)
      </title>
          <affected family="unix"><platform>Oracle Linux 8</platform></affected>
          <reference source="elsa" ref_id="ELSA-2024-0001" ref_url="https://x"/>
          <reference source="CVE" ref_id="CVE-2024-1" ref_url="https://x"/>
          <advisory><severity>IMPORTANT</severity><issued date="2024-01-31"/>
            <cve href="https://x">CVE-2024-1</cve><cve href="https://x">CVE-2024-2</cve></advisory>
         </metadata>
         <criteria operator="AND">
          <criterion test_ref="t1" comment="Oracle Linux 8 is installed"/>
          <criterion test_ref="t2" comment="Module nodejs:18 is enabled"/>
          <criteria operator="OR">
           <criteria operator="AND">
            <criterion test_ref="t3" comment="Oracle Linux arch is x86_64"/>
            <criteria operator="OR"><criteria operator="AND">
             <criterion test_ref="t4"
               comment="nodejs is earlier than 1:18.18.2-2.module+el8.9.0+90081+1"/>
             <criterion test_ref="t5" comment="nodejs is signed with the Oracle Linux 8 key"/>
            </criteria></criteria>
           </criteria>
           <criteria operator="AND">
            <criterion test_ref="t6" comment="Oracle Linux arch is aarch64"/>
            <criteria operator="AND">
             <criterion test_ref="t7"
               comment="nodejs is earlier than 1:18.18.2-2.module+el8.9.0+90081+1"/>
             <criterion test_ref="t8" comment="npm is earlier than 0:9-1.el8"/>
            </criteria>
           </criteria>
          </criteria>
         </criteria>
        </definition>
        <definition class="inventory"><metadata><title>Oracle Linux 8</title></metadata></definition>
       </definitions>
      </oval_definitions>
      """;

  @TempDir private Path directory;

  @Test
  void whatACriterionRequiresIsReadFromTheCommentsAroundIt() throws IOException {
    Files.writeString(directory.resolve("com.oracle.elsa-2024.xml"), ORACLE);

    FeedRun run = FeedRun.of(OvalFeed.oracle(Limits.defaults()), directory);

    assertThat(run.lines())
        .containsExactly(
            "ELSA-2024-0001: Oracle Linux:8 nodejs [0,1:18.18.2-2.module+el8.9.0+90081+1)",
            "ELSA-2024-0001: Oracle Linux:8 npm [0,9-1.el8) on aarch64");
    assertThat(run.records().getFirst().advisory())
        .satisfies(
            advisory -> {
              assertThat(advisory.upstream()).containsExactly("CVE-2024-1", "CVE-2024-2");
              assertThat(advisory.summary()).isEqualTo("nodejs:18 security update (IMPORTANT)");
              assertThat(advisory.severityWord()).isEqualTo("IMPORTANT");
            });
    assertThat(run.damaged()).isEmpty();
  }

  @Test
  void damagedFilesAreReadOrToldOf() {
    assertThatCode(
            () -> {
              for (byte[] bytes :
                  Mutations.of(ORACLE.getBytes(StandardCharsets.UTF_8), 3, 2_000).toList()) {
                Files.write(directory.resolve("a.xml"), bytes);
                FeedRun.of(OvalFeed.oracle(Limits.defaults()), directory).lines();
              }
            })
        .doesNotThrowAnyException();
  }
}
