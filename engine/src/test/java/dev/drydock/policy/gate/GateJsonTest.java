package dev.drydock.policy.gate;

import static dev.drydock.policy.reading.PolicyTexts.policy;
import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import dev.drydock.policy.Verdict;
import dev.drydock.policy.facts.ScanFacts;
import dev.drydock.policy.rule.Scope;
import dev.drydock.report.Result;
import dev.drydock.report.SampleReports;
import dev.drydock.report.json.ScanJson;
import dev.drydock.scan.Scan;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class GateJsonTest {
  @Test
  void whatIsWrittenOfAVerdictHasTheShapeOfBothSchemas() throws IOException {
    Scan scan = SampleReports.assessed();
    Verdict verdict =
        Gate.judge(
            policy(
                """
                policy: 1
                rules:
                  a: { deny: findings, when: { id: "*" }, grace: 1y }
                  b: { warn: components, when: { licence: "*" } }
                  c: { info: observations, when: { rule: "*" } }
                  d: { deny: image, when: { end-of-life: yes } }
                exceptions:
                  - { observation: secret/*, owner: o, reason: r, until: 2026-12-31 }
                  - { id: CVE-0, owner: o, reason: r, until: 2026-12-31 }
                """),
            ScanFacts.of(scan),
            new Context(scan.creation().at(), Scope.Setting.UNKNOWN, null));
    assertThat(verdict.violations())
        .extracting(violation -> violation.subject().getClass().getSimpleName())
        .contains("OfFinding", "OfComponent", "OfObservation", "OfImage");
    assertThat(verdict.excused()).hasSize(1);
    assertThat(verdict.notes()).hasSize(1);

    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ScanJson.write(new Result(scan, verdict, "drydock.yaml"), out);
    for (String schema : new String[] {"gate-1.json", "scan-1.json"}) {
      assertThat(
              JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                  .getSchema(Files.readString(Path.of("../docs/schema").resolve(schema)))
                  .validate(out.toString(StandardCharsets.UTF_8), InputFormat.JSON))
          .as(schema)
          .isEmpty();
    }
  }
}
