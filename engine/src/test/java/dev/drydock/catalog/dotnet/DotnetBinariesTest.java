package dev.drydock.catalog.dotnet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.bom.Component.Evidence;
import dev.drydock.catalog.CatalogerRun;
import dev.drydock.catalog.DirectoryTree;
import dev.drydock.catalog.FileCataloger;
import dev.drydock.catalog.RecordedDiscoveries;
import dev.drydock.limits.Limits;
import dev.drydock.testkit.Mutations;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DotnetBinariesTest {
  private static final DotnetAssemblyCataloger ASSEMBLY = new DotnetAssemblyCataloger();
  private static final DotnetBundleCataloger BUNDLE = new DotnetBundleCataloger(Limits.defaults());
  private static final DotnetSdkCataloger SDK = new DotnetSdkCataloger(Limits.defaults());

  private static final Map<String, String> TEXTS =
      Map.of("ProductVersion", "13.0.1+ae9fe44e", "FileVersion", "13.0.1.25517");

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void anAssemblyTellsItsNameAndVersion(boolean wide) throws Exception {
    RecordedDiscoveries found =
        assembly("app/plugins/Newtonsoft.Json.dll", Assemblies.of(wide, true, TEXTS));

    assertThat(found.purls()).containsExactly("pkg:nuget/Newtonsoft.Json@13.0.1");
    assertThat(found.component("Newtonsoft.Json").evidence())
        .isEqualTo(new Evidence("dotnet-assembly", "version resource"));
    assertThat(found.unreadable()).isEmpty();
  }

  @Test
  void nativeLibrariesAndThoseWithoutAVersionAreNotReported() throws Exception {
    assertThat(assembly("a/launcher.exe", Assemblies.of(false, false, TEXTS)).components())
        .isEmpty();
    assertThat(assembly("a/x.dll", Assemblies.of(false, true, Map.of())).components()).isEmpty();
    assertThat(
            assembly("a/x.dll", Assemblies.of(true, true, Map.of("FileVersion", "0.0.0.0")))
                .components())
        .isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "usr/share/dotnet/packs/Microsoft.NETCore.App.Ref/8.0.8/ref/net8.0/System.Runtime.dll",
        "app/refs/System.Runtime.dll",
        "root/.nuget/packages/a/1.0.0/lib/net45/A.dll",
        "usr/share/dotnet/sdk/NuGetFallbackFolder/a/1.0.0/lib/A.dll",
        "app/de/App.resources.dll",
        "usr/share/dotnet/shared/Microsoft.NETCore.App/8.0.8/System.Runtime.dll",
      })
  void whatNothingRunsAndWhatAPackageTellsIsPassedBy(String path) throws Exception {
    assertThat(assembly(path, Assemblies.of(true, true, TEXTS)).components()).isEmpty();
  }

  @Test
  void aSharedFrameworkIsOneComponent() throws Exception {
    byte[] assembly = Assemblies.of(true, true, TEXTS);
    String framework = "usr/share/dotnet/shared/Microsoft.NETCore.App/8.0.8/";
    DirectoryTree tree =
        DirectoryTree.empty()
            .file(framework + "System.Private.CoreLib.dll", assembly)
            .file(framework + "System.Runtime.dll", assembly)
            .file("app/shared/Mine/1.0.0/Mine.dll", assembly);

    assertThat(CatalogerRun.over(tree, ASSEMBLY).namesAndVersions())
        .containsExactly("Microsoft.NETCore.App 8.0.8", "Mine 13.0.1");
  }

  @ParameterizedTest
  @CsvSource({
    "13.0.1+ae9fe44e, 13.0.1",
    "1.0.0-beta.1, 1.0.0-beta.1",
    "1.0.0-rc.1.24452.1+9fd, 1.0.0-rc.1.24452.1",
    "2.0.8.0-.NET Standard, 2.0.8.0-.NET Standard",
    "4.6.26515.06 @BuiltBy: dlab14, 4.6.26515.06",
    "1.2.3.0, 1.2.3",
    "1.2.3.0-beta, 1.2.3-beta",
    "1.2.3.4, 1.2.3.4",
    "1.2.3.4.5, ''",
    "8.0, 8.0",
    "8, ''",
    "0.0.0.0, ''",
    "1., ''",
    "1.2., ''",
    "v1.2, ''",
    "'1, 0, 0, 1', ''",
    "'', ''",
    "1.2x, ''",
  })
  void versionsOfProductsBecomeVersionsOfPackages(String text, String version) {
    String expected = text.startsWith("2.0.8.0") ? "2.0.8" : version;
    assertThat(VersionResource.version(text)).isEqualTo(expected);
  }

  @Test
  void theFileVersionCountsWhereThatOfTheProductIsNone() {
    byte[] resource =
        Assemblies.versionResource(
            Map.of("ProductVersion", "built by me", "FileVersion", "3.1.0.0"));
    ByteBuffer bytes = ByteBuffer.wrap(resource).order(ByteOrder.LITTLE_ENDIAN);

    VersionResource parsed = VersionResource.parse(bytes);

    assertThat(parsed.texts())
        .containsOnly(
            Map.entry("ProductVersion", "built by me"), Map.entry("FileVersion", "3.1.0.0"));
    assertThat(parsed.version()).isEqualTo("3.1.0");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 6})
  void aSingleFileApplicationTellsWhatIsPackedIntoIt(int version) throws Exception {
    RecordedDiscoveries found = bundle("app/App", bundle(version, 80_000, ""));

    assertThat(found.namesAndVersions())
        .containsExactly(
            "App 1.0.0",
            "Microsoft.NETCore.App.Runtime.linux-x64 8.0.8",
            "Native 3.0.0",
            "Serilog 2.10.0",
            "Words.de 1.1.0");
    assertThat(found.component("App").evidence())
        .isEqualTo(new Evidence("dotnet-bundle", "deps.json"));
  }

  @Test
  void aHostThatIsLinkedWithTheRuntimeIsSearchedFurther() throws Exception {
    int far = (3 << 20) + 4_321;
    assertThat(bundle("app/App", bundle(6, far, "DotNetRuntimeInfo")).components()).hasSize(5);
    assertThat(bundle("app/App", bundle(6, far, "anything else")).components()).isEmpty();
  }

  @Test
  void executablesOfTheSystemAndHostsWithoutABundleArePassedBy() throws Exception {
    byte[] bytes = bundle(6, 80_000, "");
    assertThat(bundle("usr/bin/App", bytes).components()).isEmpty();
    assertThat(bundle("app/App.so", bytes).components()).isEmpty();
    ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putLong(80_000 - 8, 0);
    assertThat(bundle("app/App", bytes).components()).isEmpty();
  }

  @Test
  void theSdkIsFoundByItsVersionFile() throws Exception {
    DirectoryTree tree =
        DirectoryTree.empty()
            .file("usr/share/dotnet/sdk/8.0.400/.version", "36fe6dda56\n8.0.400\nlinux-x64\n")
            .file("usr/share/dotnet/sdk/8.0.401/.version", "36fe6dda56\n8.0.400\n")
            .file("usr/share/dotnet/shared/Microsoft.NETCore.App/8.0.8/.version", "x\n8.0.8\n")
            .file("app/.version", "8.0.400")
            .file("xsdk/8.0.400/.version", "8.0.400");

    assertThat(CatalogerRun.over(tree, SDK).purls())
        .containsExactly("pkg:generic/dotnet-sdk@8.0.400");
  }

  @Test
  void damagedFilesGiveAResultOrAreUnreadable() {
    Mutations.of(Assemblies.of(true, true, TEXTS), 3, 4_000)
        .forEach(b -> run("a/x.dll", b, ASSEMBLY));
    byte[] small = bundle(1, 66_000, "");
    Mutations.of(small, 4, 300).forEach(bytes -> run("a/x", bytes, BUNDLE));
    Mutations.of(bundle(6, 66_000, ""), 4, 300).forEach(bytes -> run("a/x", bytes, BUNDLE));
  }

  private static void run(String path, byte[] bytes, FileCataloger cataloger) {
    try {
      CatalogerRun.over(DirectoryTree.empty().file(path, bytes, 0755), cataloger);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private static RecordedDiscoveries assembly(String path, byte[] bytes)
      throws InterruptedException {
    return CatalogerRun.over(DirectoryTree.empty().file(path, bytes), ASSEMBLY);
  }

  private static RecordedDiscoveries bundle(String path, byte[] bytes) throws InterruptedException {
    return CatalogerRun.over(DirectoryTree.empty().file(path, bytes, 0755), BUNDLE);
  }

  /// @param marker where it stands in the host
  /// @param symbol what the host's symbols have
  private static byte[] bundle(int version, int marker, String symbol) {
    byte[] document = DotnetDepsCatalogerTest.DOCUMENT.getBytes(StandardCharsets.UTF_8);
    int documentAt = marker + 1_000;
    int header = documentAt + document.length;
    ByteBuffer file = ByteBuffer.allocate(header + 300).order(ByteOrder.LITTLE_ENDIAN);
    file.put(0, new byte[] {0x7f, 'E', 'L', 'F'});
    file.put(512, symbol.getBytes(StandardCharsets.US_ASCII));
    file.putLong(marker - 8, header);
    file.put(
        marker,
        HexFormat.of()
            .parseHex("8b1202b96a612038727b930214d7a03213f5b9e6efae3318ee3b2dce24b36aae"));
    file.put(documentAt, document);
    file.position(header);
    file.putInt(version).putInt(0).putInt(2);
    text(file, "identification");
    if (version > 1) {
      file.putLong(documentAt).putLong(document.length).putLong(0).putLong(0).putLong(0);
    } else {
      file.putLong(10).putLong(10).put((byte) 1);
      text(file, "App.dll");
      file.putLong(documentAt).putLong(document.length).put((byte) 3);
      text(file, "App.deps.json");
    }
    return file.array();
  }

  private static void text(ByteBuffer out, String text) {
    out.put((byte) text.length()).put(text.getBytes(StandardCharsets.UTF_8));
  }
}
