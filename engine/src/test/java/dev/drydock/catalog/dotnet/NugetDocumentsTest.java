package dev.drydock.catalog.dotnet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.bom.Component.Evidence;
import dev.drydock.bom.Component.Location;
import dev.drydock.catalog.CatalogerRun;
import dev.drydock.catalog.DirectoryTree;
import dev.drydock.catalog.FileCataloger;
import dev.drydock.catalog.RecordedDiscoveries;
import dev.drydock.limits.Limits;
import dev.drydock.testkit.Mutations;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

class NugetDocumentsTest {
  private static final Limits LIMITS = Limits.defaults();
  private static final NugetLockCataloger LOCK = new NugetLockCataloger(LIMITS);
  private static final NugetAssetsCataloger ASSETS = new NugetAssetsCataloger(LIMITS);
  private static final NugetConfigCataloger CONFIG = new NugetConfigCataloger(LIMITS);
  private static final NugetPropsCataloger PROPS = new NugetPropsCataloger(LIMITS);
  private static final PaketLockCataloger PAKET = new PaketLockCataloger(LIMITS);
  private static final NuspecCataloger NUSPEC = new NuspecCataloger(LIMITS);

  private static final String LOCK_DOCUMENT =
      """
      {"version": 2, "dependencies": {
        "net8.0": {
          "AutoMapper": {"type": "Direct", "requested": "[13.0.1, )", "resolved": "13.0.1",
                         "contentHash": "x", "dependencies": {"microsoft.options": "6.0.0"}},
          "Microsoft.Options": {"type": "Transitive", "resolved": "9.0.0"},
          "Central": {"type": "CentralTransitive", "requested": "[1.0.0, )", "resolved": "1.0.0"},
          "shared.library": {"type": "Project", "dependencies": {"AutoMapper": "[13.0.1, )"}}},
        "net8.0/linux-x64": {
          "Runtime.Only": {"type": "Transitive", "resolved": "4.3.0"}},
        ".NETFramework,Version=v4.8": {
          "AutoMapper": {"type": "Direct", "resolved": "10.0.0",
                         "dependencies": {"Microsoft.Options": "6.0.0"}},
          "Microsoft.Options": {"type": "Transitive", "resolved": "6.0.0"},
          "Nothing": {"type": "Direct"}}}}
      """;

  private static final String ASSETS_DOCUMENT =
      """
      {"version": 3, "targets": {
        "net8.0": {
          "Serilog/2.10.0": {"type": "package", "dependencies": {"other": "1.0.0"},
                             "compile": {"lib/a.dll": {}}, "runtime": {"lib/a.dll": {}}},
          "Other/1.0.0-beta.1": {"type": "package"},
          "Mine/1.0.0": {"type": "project", "dependencies": {"Serilog": "2.10.0"}},
          "broken": {"type": "package"}},
        "net472": {"Serilog/2.10.0": {"type": "package"}}},
       "libraries": {"Serilog/2.10.0": {"type": "package"}, "Unused/1.0.0": {"type": "package"}},
       "project": {"version": "1.0.0"}}
      """;

  private static final String PAKET_DOCUMENT =
      """
      STORAGE: NONE
      RESTRICTION: == net8.0
      NUGET
        remote: https://api.nuget.org/v3/index.json
          Argu (6.1.1)
            FSharp.Core (>= 4.3.2)
            System.Memory (>= 4.5) - restriction: < net6.0
          FSharp.Core (6.0.6) - restriction: >= netstandard2.0
          NUnit (2.6.4) - redirects: off
      GITHUB
        remote: owner/repository
          paket-files/one.fs (3660e7adb3f1729e7b4c5eeb501f28308d9094d1)
            Fake
      GROUP Build
      NUGET
        remote: https://api.nuget.org/v3/index.json
          Argu (5.0)
            FSharp.Core (>= 4.3.2)
          fsharp.core (5.0)
          no version
      GIT
        remote: https://example.org/a.git
           (a1b2c3)
      """;

  private static final String PROPS_DOCUMENT =
      """
      <Project xmlns="http://schemas.microsoft.com/developer/msbuild/2003">
        <PropertyGroup><Json>13.0.1</Json><Full>$(json)-beta</Full><Loop>$(Loop)</Loop></PropertyGroup>
        <ItemGroup Label="a">
          <PackageVersion Include="Newtonsoft.Json" Version="$(Json)" />
          <PackageVersion Include="Two" Version="$(Full)" />
          <PackageVersion Include="Range" Version="[1.2.3, 2.0.0)" />
          <PackageVersion Include="Exact"><Version>[1.5.0]</Version></PackageVersion>
          <PackageVersion Include="Unknown" Version="$(Elsewhere)" />
          <PackageVersion Include="Endless" Version="$(Loop)" />
          <PackageVersion Include="Floating" Version="1.*" />
          <PackageVersion Include="AtMost" Version="(,1.0]" />
          <PackageVersion Update="Later" Version="4.0.0" />
          <PackageVersion Version="4.0.0" />
          <GlobalPackageReference Include="Analyzer" Version="1.0.0" />
        </ItemGroup>
        <ItemGroup><PackageReference Update="Old.Style" Version="3.0.0" /></ItemGroup>
      </Project>
      """;

  @Test
  void aLockFileTellsOfEveryFramework() throws Exception {
    RecordedDiscoveries found = file("app/packages.lock.json", LOCK_DOCUMENT, LOCK);

    assertThat(found.purls())
        .containsExactly(
            "pkg:nuget/AutoMapper@10.0.0",
            "pkg:nuget/AutoMapper@13.0.1",
            "pkg:nuget/Central@1.0.0",
            "pkg:nuget/Microsoft.Options@6.0.0",
            "pkg:nuget/Microsoft.Options@9.0.0",
            "pkg:nuget/Runtime.Only@4.3.0");
    assertThat(needs(found))
        .containsExactlyInAnyOrder(
            "AutoMapper 13.0.1 > Microsoft.Options 9.0.0",
            "AutoMapper 10.0.0 > Microsoft.Options 6.0.0");
    assertThat(found.component("Central").locations())
        .containsExactly(new Location("app/packages.lock.json", 0));
    assertThat(found.component("Central").evidence())
        .isEqualTo(new Evidence("nuget-lock", "packages.lock.json"));
  }

  @Test
  void aPaketLockTellsOfEveryGroup() throws Exception {
    RecordedDiscoveries found = file("app/paket.lock", PAKET_DOCUMENT, PAKET);

    assertThat(found.purls())
        .containsExactly(
            "pkg:nuget/Argu@5.0",
            "pkg:nuget/Argu@6.1.1",
            "pkg:nuget/FSharp.Core@6.0.6",
            "pkg:nuget/NUnit@2.6.4",
            "pkg:nuget/fsharp.core@5.0");
    assertThat(needs(found))
        .containsExactlyInAnyOrder("Argu 6.1.1 > FSharp.Core 6.0.6", "Argu 5.0 > fsharp.core 5.0");
    assertThat(found.component("NUnit").evidence())
        .isEqualTo(new Evidence("paket-lock", "paket.lock"));
    assertThat(found.unreadable()).isEmpty();
  }

  @Test
  void restoredAssetsTellOfEveryTarget() throws Exception {
    RecordedDiscoveries found = file("app/obj/project.assets.json", ASSETS_DOCUMENT, ASSETS);

    assertThat(found.purls())
        .containsExactly("pkg:nuget/Other@1.0.0-beta.1", "pkg:nuget/Serilog@2.10.0");
    assertThat(needs(found)).containsExactly("Serilog 2.10.0 > Other 1.0.0-beta.1");
    assertThat(found.component("Serilog").evidence())
        .isEqualTo(new Evidence("nuget-assets", "project.assets.json"));
  }

  @Test
  void aListOfAnOlderProjectLeavesDevelopmentOut() throws Exception {
    RecordedDiscoveries found =
        file(
            "app/packages.config",
            """
            \ufeff<?xml version="1.0" encoding="utf-8"?>
            <packages>
              <package id="Newtonsoft.Json" version="6.0.4" targetFramework="net45" />
              <package id="Analyzer" version="1.0.0" developmentDependency="true" />
              <package id="NoVersion" />
              <package id="$(Variable)" version="1.0.0" />
              <other id="Other" version="1.0.0" />
            </packages>
            """,
            CONFIG);

    assertThat(found.purls()).containsExactly("pkg:nuget/Newtonsoft.Json@6.0.4");
    assertThat(found.unreadable()).isEmpty();
  }

  @Test
  void centralVersionsAreFilledIn() throws Exception {
    RecordedDiscoveries found = file("src/Directory.Packages.props", PROPS_DOCUMENT, PROPS);

    assertThat(found.namesAndVersions())
        .containsExactly(
            "Exact 1.5.0",
            "Later 4.0.0",
            "Newtonsoft.Json 13.0.1",
            "Old.Style 3.0.0",
            "Range 1.2.3",
            "Two 13.0.1-beta");
    assertThat(file("src/Directory.Build.props", PROPS_DOCUMENT, PROPS).components()).isEmpty();
  }

  @Test
  void oneCentralItemMayNameSeveralPackages() throws Exception {
    String document =
        """
        <Project><ItemGroup>
          <PackageVersion Include="A ; B;;" Version="1.0.0" />
          <PackageReference Include=" C" Version=" 2.0.0 " />
        </ItemGroup></Project>
        """;

    assertThat(file("Packages.props", document, PROPS).purls())
        .containsExactly("pkg:nuget/A@1.0.0", "pkg:nuget/B@1.0.0", "pkg:nuget/C@2.0.0");
  }

  @Test
  void aPropertyWithAConditionFillsAGapAtMost() throws Exception {
    String document =
        """
        <Project>
          <PropertyGroup><A>1.0</A><A Condition="'$(X)' == 'y'">1.1</A>
            <B Condition="'$(B)' == ''">2.0</B></PropertyGroup>
          <PropertyGroup Condition="'$(X)' == 'y'"><A>1.2</A><C>3.0</C></PropertyGroup>
          <PropertyGroup><C>3.1</C></PropertyGroup>
          <ItemGroup>
            <PackageVersion Include="A" Version="$(A)" />
            <PackageVersion Include="B" Version="$(B)" />
            <PackageVersion Include="C" Version="$(C)" />
          </ItemGroup>
        </Project>
        """;

    assertThat(file("Packages.props", document, PROPS).namesAndVersions())
        .containsExactly("A 1.0", "B 2.0", "C 3.1");
  }

  @Test
  void aByteOrderMarkBeforeALockFileHidesNoGroup() throws Exception {
    assertThat(
            file("paket.lock", "\ufeffNUGET\n  remote: x\n    A (1.0)\n", PAKET).namesAndVersions())
        .containsExactly("A 1.0");
  }

  @Test
  void unpackedPackagesAreThereAndOtherNuspecsAreNot() throws Exception {
    String nuspec =
        """
        <package xmlns="http://schemas.microsoft.com/packaging/2013/05/nuspec.xsd"><metadata>
          <id>Newtonsoft.Json</id><version>13.0.1-Beta</version>
          <license type="expression">MIT</license></metadata></package>
        """;
    DirectoryTree tree =
        DirectoryTree.empty()
            .file("root/.nuget/packages/newtonsoft.json/13.0.1-beta/newtonsoft.json.nuspec", nuspec)
            .file("src/newtonsoft.json.nuspec", nuspec)
            .file("src/other/13.0.1/newtonsoft.json.nuspec", nuspec)
            .file("src/newtonsoft.json/main/newtonsoft.json.nuspec", nuspec)
            .file("newtonsoft.json.nuspec", nuspec)
            .file("1.0.0/newtonsoft.json.nuspec", nuspec);

    RecordedDiscoveries found = CatalogerRun.over(tree, NUSPEC);

    assertThat(found.purls()).containsExactly("pkg:nuget/Newtonsoft.Json@13.0.1-Beta");
    assertThat(found.components().getFirst().licences()).containsExactly("MIT");
  }

  @Test
  void theFolderTellsTheNormalFormOfAVersion() throws Exception {
    RecordedDiscoveries found =
        file(
            "p/a/1.0.0/a.nuspec",
            "<package><metadata><id>A</id><version>1.0.0.0</version></metadata></package>",
            NUSPEC);

    assertThat(found.namesAndVersions()).containsExactly("A 1.0.0");
  }

  @Test
  void damagedDocumentsGiveAResultOrAreUnreadable() {
    Map<String, FileCataloger> catalogers =
        Map.of(
            LOCK_DOCUMENT,
            LOCK,
            ASSETS_DOCUMENT,
            ASSETS,
            PROPS_DOCUMENT,
            PROPS,
            "<packages><package id=\"A\" version=\"1\"/></packages>",
            CONFIG,
            PAKET_DOCUMENT,
            PAKET,
            "<package><metadata><id>A</id><version>1</version></metadata></package>",
            NUSPEC);
    catalogers.forEach(
        (document, cataloger) ->
            Mutations.of(document.getBytes(StandardCharsets.UTF_8), 2, 2_000)
                .forEach(
                    bytes -> {
                      try {
                        DirectoryTree tree = DirectoryTree.empty();
                        tree.file("packages.lock.json", bytes).file("project.assets.json", bytes);
                        tree.file("Packages.props", bytes).file("packages.config", bytes);
                        tree.file("p/a/1.0/a.nuspec", bytes).file("paket.lock", bytes);
                        CatalogerRun.over(tree, cataloger);
                      } catch (InterruptedException e) {
                        throw new AssertionError(e);
                      }
                    }));
  }

  private static RecordedDiscoveries file(String path, String content, FileCataloger cataloger)
      throws InterruptedException {
    return CatalogerRun.over(DirectoryTree.empty().file(path, content), cataloger);
  }

  private static Iterable<String> needs(RecordedDiscoveries found) {
    return found.dependencies().stream()
        .map(
            d ->
                d.from().name()
                    + " "
                    + d.from().version()
                    + " > "
                    + d.to().name()
                    + " "
                    + d.to().version())
        .toList();
  }
}
