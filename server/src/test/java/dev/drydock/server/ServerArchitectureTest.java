package dev.drydock.server;

import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/// Which capability may know which: the arrows of docs/PROJECT_STRUCTURE.md.
class ServerArchitectureTest {
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("dev.drydock.server");

  @Test
  void capabilitiesKnowOnlyWhatLiesBelow() {
    layeredArchitecture()
        .consideringOnlyDependenciesInAnyPackage("dev.drydock.server..")
        .withOptionalLayers(true)
        .layer("settings")
        .definedBy("dev.drydock.server")
        .layer("database")
        .definedBy("dev.drydock.server.database..")
        .layer("web")
        .definedBy("dev.drydock.server.web..")
        .layer("jobs")
        .definedBy("dev.drydock.server.jobs..")
        .layer("secret")
        .definedBy("dev.drydock.server.secret..")
        .layer("outgoing")
        .definedBy("dev.drydock.server.outgoing..")
        .layer("notice")
        .definedBy("dev.drydock.server.notice..")
        .layer("access")
        .definedBy("dev.drydock.server.access..")
        .layer("audit")
        .definedBy("dev.drydock.server.audit..")
        .layer("identity")
        .definedBy("dev.drydock.server.identity..")
        .layer("team")
        .definedBy("dev.drydock.server.team..")
        .layer("advisory")
        .definedBy("dev.drydock.server.advisory..")
        .layer("component")
        .definedBy("dev.drydock.server.component..")
        .layer("fleet")
        .definedBy("dev.drydock.server.fleet..")
        .layer("monitor")
        .definedBy("dev.drydock.server.monitor..")
        .layer("alert")
        .definedBy("dev.drydock.server.alert..")
        .layer("gate")
        .definedBy("dev.drydock.server.gate..")
        .layer("connect")
        .definedBy("dev.drydock.server.connect..")
        .layer("maturity")
        .definedBy("dev.drydock.server.maturity..")
        .layer("operate")
        .definedBy("dev.drydock.server.operate..")
        .whereLayer("operate")
        .mayOnlyBeAccessedByLayers("settings")
        .whereLayer("maturity")
        .mayNotBeAccessedByAnyLayer()
        .whereLayer("connect")
        .mayNotBeAccessedByAnyLayer()
        .whereLayer("alert")
        .mayNotBeAccessedByAnyLayer()
        .whereLayer("gate")
        .mayOnlyBeAccessedByLayers("maturity", "alert", "fleet")
        .whereLayer("monitor")
        .mayOnlyBeAccessedByLayers("alert", "maturity", "operate")
        .whereLayer("fleet")
        .mayOnlyBeAccessedByLayers("monitor", "alert", "connect", "maturity")
        .whereLayer("component")
        .mayOnlyBeAccessedByLayers("fleet", "monitor", "alert", "gate")
        .whereLayer("advisory")
        .mayOnlyBeAccessedByLayers("component", "fleet", "monitor", "alert", "gate", "operate")
        .whereLayer("identity")
        .mayOnlyBeAccessedByLayers("operate")
        .whereLayer("team")
        .mayOnlyBeAccessedByLayers(
            "identity", "fleet", "monitor", "alert", "gate", "connect", "maturity")
        .check(CLASSES);
  }
}
