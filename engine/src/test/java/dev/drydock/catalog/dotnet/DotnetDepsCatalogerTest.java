package dev.drydock.catalog.dotnet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.bom.Component;
import dev.drydock.bom.Component.Evidence;
import dev.drydock.bom.Component.Location;
import dev.drydock.catalog.CatalogerRun;
import dev.drydock.catalog.DirectoryTree;
import dev.drydock.catalog.RecordedDiscoveries;
import dev.drydock.limits.Limits;
import dev.drydock.testkit.Mutations;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class DotnetDepsCatalogerTest {
  private static final DotnetDepsCataloger CATALOGER = new DotnetDepsCataloger(Limits.defaults());

  static final String DOCUMENT =
      """
      {"runtimeTarget": {"name": ".NETCoreApp,Version=v8.0/linux-x64", "signature": ""},
       "targets": {
         ".NETCoreApp,Version=v8.0": {"Other/9.9.9": {"runtime": {"Other.dll": {}}}},
         ".NETCoreApp,Version=v8.0/linux-x64": {
           "App/1.0.0": {
             "dependencies": {"serilog": "2.10.0", "Bringer": "1.0.0",
                              "runtimepack.Microsoft.NETCore.App.Runtime.linux-x64": "8.0.8"},
             "runtime": {"App.dll": {}}},
           "runtimepack.Microsoft.NETCore.App.Runtime.linux-x64/8.0.8": {
             "runtime": {"System.Private.CoreLib.dll": {"fileVersion": "8.0.824.36612"}},
             "native": {"libcoreclr.so": {}}},
           "Serilog/2.10.0": {
             "runtime": {"lib/net6.0/Serilog.dll": {"fileVersion": "2.10.0.0"}}},
           "Native/3.0.0": {
             "runtimeTargets": {"runtimes/linux-x64/native/libe.so": {"assetType": "native"}}},
           "Words.de/1.1.0": {"resources": {"lib/net6.0/de/Words.resources.dll": {"locale": "de"}}},
           "Bringer/1.0.0": {"dependencies": {"Serilog": "2.10.0"}},
           "Placeholder/1.0.0": {"runtime": {"lib/net6.0/_._": {}}},
           "Builder/1.0.0": {"compile": {"lib/net6.0/Builder.dll": {}}},
           "Legacy.Reference/4.0.0.0": {"runtime": {"Legacy.dll": {}}},
           "Unversioned": {"runtime": {"Unversioned.dll": {}}}}},
       "libraries": {
         "App/1.0.0": {"type": "project", "serviceable": false, "sha512": ""},
         "runtimepack.Microsoft.NETCore.App.Runtime.linux-x64/8.0.8": {"type": "runtimepack"},
         "Serilog/2.10.0": {"type": "package", "path": "serilog/2.10.0"},
         "Native/3.0.0": {"type": "package"},
         "Words.de/1.1.0": {"type": "package"},
         "Bringer/1.0.0": {"type": "package"},
         "Placeholder/1.0.0": {"type": "package"},
         "Builder/1.0.0": {"type": "package"},
         "Legacy.Reference/4.0.0.0": {"type": "reference"},
         "Unversioned": {"type": "package"}}}
      """;

  @Test
  void findsLibrariesWithFilesInTheTargetThatRuns() throws Exception {
    RecordedDiscoveries found = deps(DOCUMENT);

    assertThat(found.purls())
        .containsExactly(
            "pkg:nuget/App@1.0.0",
            "pkg:nuget/Microsoft.NETCore.App.Runtime.linux-x64@8.0.8",
            "pkg:nuget/Native@3.0.0",
            "pkg:nuget/Serilog@2.10.0",
            "pkg:nuget/Words.de@1.1.0");
    Component serilog = found.component("Serilog");
    assertThat(serilog.locations()).containsExactly(new Location("app/App.deps.json", 0));
    assertThat(serilog.evidence()).isEqualTo(new Evidence("dotnet-deps", "deps.json"));
    assertThat(found.unreadable()).isEmpty();
  }

  @Test
  void tellsWhatNeedsWhat() throws Exception {
    assertThat(deps(DOCUMENT).dependencies())
        .extracting(d -> d.from().name() + " > " + d.to().name())
        .containsExactlyInAnyOrder(
            "App > Serilog", "App > Microsoft.NETCore.App.Runtime.linux-x64");
  }

  @Test
  void assembliesBelongToTheirLibraries() throws Exception {
    RecordedDiscoveries found = deps(DOCUMENT);

    assertThat(found.owned(found.component("Serilog")))
        .containsExactly("app/Serilog.dll", "app/lib/net6.0/Serilog.dll");
    assertThat(found.owned(found.component("Words.de"))).contains("app/de/Words.resources.dll");
    assertThat(found.owned(found.component("Native"))).isEmpty();
  }

  @Test
  void noDocumentClaimsWhatLiesElsewhere() throws Exception {
    RecordedDiscoveries found =
        deps(
            """
            {"runtimeTarget": {"name": "t"},
             "targets": {"t": {"A/1.0.0": {"runtime": {"../../bin/a.dll": {}, "x.so": {}}}}},
             "libraries": {"A/1.0.0": {"type": "package"}}}
            """);

    assertThat(found.owned(found.component("A"))).containsExactly("app/a.dll");
  }

  @Test
  void withoutTargetsTheListOfLibrariesCounts() throws Exception {
    assertThat(
            deps("""
                    {"libraries": {"A/1.0.0": {"type": "package"}, "B/1.0.0": {"type": "reference"}}}
                    """)
                .namesAndVersions())
        .containsExactly("A 1.0.0");
  }

  @Test
  void librariesThatNoTargetNamesAreListed() throws Exception {
    assertThat(
            deps("""
                    {"runtimeTarget": {"name": "t/linux-x64"},
                     "targets": {"t/linux-x64": {"A/1.0.0": {"runtime": {"A.dll": {}}}, "B/1.0.0": {}},
                                 "t": {"C/1.0.0": {"runtime": {"C.dll": {}}}}},
                     "libraries": {"A/1.0.0": {"type": "package"}, "B/1.0.0": {"type": "package"},
                                   "C/1.0.0": {"type": "package"}, "D/1.0.0": {"type": "package"},
                                   "E/1.0.0": {"type": "referenceassembly"}}}
                    """)
                .namesAndVersions())
        .containsExactly("A 1.0.0", "D 1.0.0");
  }

  @Test
  void aPackageMayBeCalledLikeARuntimePack() throws Exception {
    assertThat(
            deps("""
                    {"libraries": {"runtimepack.Tools/1.0.0": {"type": "package"},
                                   "runtimepack.Runtime/8.0.8": {"type": "runtimepack"}}}
                    """)
                .namesAndVersions())
        .containsExactly("Runtime 8.0.8", "runtimepack.Tools 1.0.0");
  }

  @Test
  void theRuntimeTargetMayBeATextAndTheOnlyTargetNeedsNoName() throws Exception {
    String rest =
        """
        "targets": {"t": {"A/1.0.0": {"runtime": {"A.dll": {}}}}, %s},
        "libraries": {"A/1.0.0": {"type": "package"}}}
        """;
    assertThat(deps("{\"runtimeTarget\": \"t\", " + rest.formatted("\"u\": {}")).namesAndVersions())
        .containsExactly("A 1.0.0");
    assertThat(deps("{" + rest.formatted("").replace(", }", "}")).namesAndVersions())
        .containsExactly("A 1.0.0");
  }

  @Test
  void aDamagedDocumentIsUnreadableAndOtherFilesAreNotWanted() throws Exception {
    DirectoryTree tree =
        DirectoryTree.empty()
            .file("a/x.deps.json", "{")
            .file("a/y.DEPS.json", DOCUMENT)
            .file("a/package.json", DOCUMENT)
            .file("a/xdeps.json", DOCUMENT)
            .file("a/empty.deps.json", "");

    RecordedDiscoveries found = CatalogerRun.over(tree, CATALOGER);

    assertThat(found.components()).hasSize(5);
    assertThat(found.unreadable()).hasSize(1);
    assertThat(found.unreadable().getFirst()).startsWith("a/x.deps.json: ");
  }

  @Test
  void damagedDocumentsGiveAResultOrAreUnreadable() {
    Mutations.of(DOCUMENT.getBytes(StandardCharsets.UTF_8), 1, 4_000)
        .forEach(
            bytes -> {
              try {
                CatalogerRun.over(DirectoryTree.empty().file("x.deps.json", bytes), CATALOGER);
              } catch (InterruptedException e) {
                throw new AssertionError(e);
              }
            });
  }

  private static RecordedDiscoveries deps(String json) throws InterruptedException {
    return CatalogerRun.over(DirectoryTree.empty().file("app/App.deps.json", json), CATALOGER);
  }
}
