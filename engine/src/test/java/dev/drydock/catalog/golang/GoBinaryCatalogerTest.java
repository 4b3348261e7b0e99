package dev.drydock.catalog.golang;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drydock.bom.Component;
import dev.drydock.bom.Component.Evidence;
import dev.drydock.bom.Component.Location;
import dev.drydock.catalog.CatalogerRun;
import dev.drydock.catalog.DirectoryTree;
import dev.drydock.catalog.RecordedDiscoveries;
import dev.drydock.catalog.executable.ExecutableBytes;
import dev.drydock.catalog.golang.Executables.Form;
import dev.drydock.testkit.Mutations;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class GoBinaryCatalogerTest {
  private static final GoBinaryCataloger CATALOGER = new GoBinaryCataloger();
  private static final String MODULES =
      """
      path\tgithub.com/example/app/cmd
      mod\tgithub.com/example/app\tv1.2.3\th1:abc=
      dep\tgolang.org/x/net\tv0.1.0\th1:def=
      """;

  static List<Form> forms() {
    List<Form> forms = new ArrayList<>();
    for (boolean wide : new boolean[] {true, false}) {
      for (ByteOrder order : List.of(ByteOrder.LITTLE_ENDIAN, ByteOrder.BIG_ENDIAN)) {
        for (boolean inline : new boolean[] {true, false}) {
          forms.add(new Form(wide, order, inline, true));
          forms.add(new Form(wide, order, inline, false));
        }
      }
    }
    return forms;
  }

  @ParameterizedTest
  @MethodSource("forms")
  void readsElfOfEveryForm(Form form) throws Exception {
    assertThat(names(Executables.elf(form, "go1.20.1", MODULES)))
        .containsExactly(
            "github.com/example/app v1.2.3", "golang.org/x/net v0.1.0", "stdlib 1.20.1");
  }

  @Test
  void whatIsPackedIsSaidToBeUnreadable() throws Exception {
    byte[] built = Executables.elf(forms().getFirst(), "go1.20.1", MODULES);
    byte[] packed = Arrays.copyOf(built, 4096);
    Arrays.fill(packed, 0x200, packed.length, (byte) 'x');
    byte[] other = packed.clone();
    System.arraycopy("UPX!".getBytes(StandardCharsets.US_ASCII), 0, packed, 0x3fc, 4);
    System.arraycopy("UPX!".getBytes(StandardCharsets.US_ASCII), 0, other, 0x3fd, 4);

    RecordedDiscoveries found = CatalogerRun.file(CATALOGER, "usr/bin/tool", packed);

    assertThat(found.components()).isEmpty();
    assertThat(found.unreadable())
        .containsExactly(
            "usr/bin/tool: packed with UPX, which hides what it was built from; unpack it (upx -d)"
                + " or ship it as it was built");
    assertThat(CatalogerRun.file(CATALOGER, "usr/bin/tool", other).unreadable()).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("forms")
  void readsMachOfEveryForm(Form form) throws Exception {
    assertThat(names(Executables.mach(form, "go1.20.1", MODULES)))
        .containsExactly(
            "github.com/example/app v1.2.3", "golang.org/x/net v0.1.0", "stdlib 1.20.1");
  }

  @ParameterizedTest
  @CsvSource({"true, true", "true, false", "false, true", "false, false"})
  void readsPeOfEveryForm(boolean wide, boolean inline) throws Exception {
    Form form = new Form(wide, ByteOrder.LITTLE_ENDIAN, inline, true);

    assertThat(names(Executables.pe(form, "go1.20.1", MODULES)))
        .containsExactly(
            "github.com/example/app v1.2.3", "golang.org/x/net v0.1.0", "stdlib 1.20.1");
  }

  @Test
  void readsUniversalMach() throws Exception {
    byte[] one = Executables.mach(Form.COMMON, "go1.20.1", "");

    assertThat(names(ExecutableBytes.universal(one))).containsExactly("stdlib 1.20.1");
  }

  @Test
  void componentsHavePurlLocationEvidenceAndWhatTheyNeed() throws Exception {
    RecordedDiscoveries found = run(Executables.elf(Form.COMMON, "go1.20.1", MODULES));

    Component main = found.component("github.com/example/app");
    assertThat(found.purls())
        .containsExactly(
            "pkg:golang/github.com/example/app@v1.2.3",
            "pkg:golang/golang.org/x/net@v0.1.0",
            "pkg:golang/stdlib@1.20.1");
    assertThat(main.locations()).containsExactly(new Location("usr/bin/app", 0));
    assertThat(main.evidence()).isEqualTo(new Evidence("go-binary", "build info"));
    assertThat(found.dependencies().stream().map(d -> d.from().name() + " > " + d.to().name()))
        .containsExactlyInAnyOrder(
            "github.com/example/app > stdlib", "github.com/example/app > golang.org/x/net");
  }

  @Test
  void aReplacedModuleIsTheReplacement() throws Exception {
    assertThat(
            modules(
                "dep\tgolang.org/x/xerrors\tv0.1.0\n=>\tgithub.com/golang/xerrors\tv0.2.0\th1:x\n"))
        .containsExactly("github.com/golang/xerrors v0.2.0");
  }

  @Test
  void aReplacementWithoutPathIsIgnored() throws Exception {
    assertThat(modules("dep\tgolang.org/x/xerrors\tv0.1.0\n=>\t\tv0.2.0\n"))
        .containsExactly("golang.org/x/xerrors v0.1.0");
  }

  @Test
  void aModuleReplacedByAFolderHasNoKnownVersion() throws Exception {
    assertThat(
            modules(
                """
                dep\tk8s.io/api\tv0.0.0
                =>\t./staging/src/k8s.io/api\t(devel)\t
                dep\tk8s.io/b\tv0.0.0
                =>\t../b\t
                """))
        .containsExactly("k8s.io/api ", "k8s.io/b ");
  }

  @Test
  void aReplacedMainModuleIsTheReplacement() throws Exception {
    assertThat(modules("mod\ta.b/c\tv1.0.0\n=>\td.e/f\tv2.0.0\n")).containsExactly("d.e/f v2.0.0");
  }

  @Test
  void filesOutsideOfAModuleHaveNoMainModule() throws Exception {
    assertThat(modules("path\tcommand-line-arguments\ndep\ta.b/c\tv1.0.0\n"))
        .containsExactly("a.b/c v1.0.0");
    assertThat(modules("mod\t\t\ndep\ta.b/c\tv1.0.0\n")).containsExactly("a.b/c v1.0.0");
  }

  @Test
  void theMainModuleIsNotRepeatedAmongDependencies() throws Exception {
    assertThat(modules("mod\ta.b/c\tv1.0.0\ndep\ta.b/c\tv1.0.0\ndep\td.e/f\tv1.0.0\n"))
        .containsExactly("a.b/c v1.0.0", "d.e/f v1.0.0");
  }

  @Test
  void incompatibleAndDirtyVersionsStay() throws Exception {
    assertThat(modules("mod\ta.b/c\tv1.0.1+dirty\ndep\td.e/f\tv4.5.0+incompatible\n"))
        .containsExactly("a.b/c v1.0.1+dirty", "d.e/f v4.5.0+incompatible");
  }

  @Test
  void aMainModuleWithoutVersionIsDevelAndHasNoneInItsPurl() throws Exception {
    RecordedDiscoveries found =
        run(Executables.elf(Form.COMMON, "go1.17", "mod\ta.b/c\t(devel)\t\n"));

    assertThat(found.namesAndVersions()).containsExactly("a.b/c (devel)", "stdlib 1.17");
    assertThat(found.purls()).containsExactly("pkg:golang/a.b/c", "pkg:golang/stdlib@1.17");
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '|',
      value = {
        "example.org/x, -w -X main.version=v1.0.0, v1.0.0",
        "k8s.io/kubernetes, -X 'k8s.io/client-go/pkg/version.gitVersion=v1.25.9' -X"
            + " 'k8s.io/component-base/version.gitVersion=v1.25.9' -X"
            + " 'k8s.io/component-base/version.gitMajor=1', v1.25.9",
        "code.gitea.io/gitea, -s -w -X \"main.Version=1.19.3\" -X \"main.Tags=bindata sqlite\", v1.19.3",
        "github.com/argoproj/argo-cd/v2, -X github.com/argoproj/argo-cd/v2/common.version=2.7.1 -X"
            + " github.com/argoproj/argo-cd/v2/common.buildDate=2023-05-02, v2.7.1",
        "github.com/prometheus/prometheus, -X"
            + " github.com/prometheus/common/version.Version=2.44.0 -X"
            + " github.com/prometheus/common/version.Branch=HEAD, v2.44.0",
        "helm.sh/helm/v3, -w -s -X helm.sh/helm/v3/internal/version.version=v3.12.0, v3.12.0",
        "github.com/opencontainers/runc, -X main.gitCommit=v1.1.5-0-gf19387a -X main.version=1.1.5, v1.1.5",
        "github.com/containerd/containerd, -X"
            + " github.com/containerd/containerd/version.Version=v1.7.1 -extldflags \"-static\", v1.7.1",
        "github.com/sigstore/cosign/v2, -buildid= -X sigs.k8s.io/release-utils/version.gitVersion=v2.0.2, v2.0.2",
        "github.com/google/go-containerregistry, -X"
            + " github.com/google/go-containerregistry/pkg/v1/remote/transport.Version=0.15.3 -X"
            + " github.com/google/go-containerregistry/cmd/crane/cmd.Version=0.15.2, v0.15.3",
        "github.com/minio/minio, -X github.com/minio/minio/cmd.Version=2023-05-04T21:44:30Z, (devel)",
        "example.org/x, -X=main.version=1.2.3-rc.1, v1.2.3-rc.1",
        "example.org/x, -X other.org/lib.Version=9.9.9 -X example.org/x/build.Version=1.2.3, v1.2.3",
        "example.org/x, -X main.version=1.2.3 -X example.org/x/build.Version=9.9.9, v1.2.3",
        "example.org/x, -X main.goVersion=1.22.1, (devel)",
        "example.org/x, -X main.version=dev, (devel)",
        "example.org/x, -X, (devel)",
        "example.org/x, -X 'main.version=1.0, v1.0",
      })
  void theMainVersionIsWhatTheLinkerWasTold(String main, String flags, String expected)
      throws Exception {
    String quoted = '"' + flags.replace("\\", "\\\\").replace("\"", "\\\"") + '"';

    assertThat(modules("mod\t" + main + "\t(devel)\t\nbuild\t-ldflags=" + quoted + "\n"))
        .containsExactly(main + " " + expected);
  }

  @Test
  void theMainVersionIsElseMadeOfTheCommit() throws Exception {
    String commit =
        """
        build\tvcs=git
        build\tvcs.revision=9640d75c13845419f5797e2e3ac3475f8d801d79
        build\tvcs.time=2024-04-26T06:00:20Z
        """;

    assertThat(modules("mod\ta.b/c\t(devel)\n" + commit))
        .containsExactly("a.b/c v0.0.0-20240426060020-9640d75c1384");
    assertThat(modules("mod\ta.b/c\t(devel)\n" + commit + "build\tvcs.modified=true\n"))
        .containsExactly("a.b/c v0.0.0-20240426060020-9640d75c1384+dirty");
    assertThat(modules("mod\ta.b/c\tv1.0.0\n" + commit)).containsExactly("a.b/c v1.0.0");
  }

  @ParameterizedTest
  @CsvSource({
    "go1.22.1, 1.22.1",
    "go1.22.1 X:loopvar, 1.22.1",
    "go1.22rc1, 1.22rc1",
    "go1.20-pre3 +a1b2c3, 1.20",
    "go1.21.4-fips, 1.21.4",
    "go1.20.12 (Red Hat 1.20.12-1.el8), 1.20.12",
    "1.19.4 vendor, 1.19.4",
    "go1, 1",
    "devel +b7a85e0003, devel +b7a85e0003",
  })
  void theStandardLibraryHasGosVersionWithoutExperimentsAndVendors(String go, String version) {
    assertThat(GoBinaryCataloger.standardVersion(go)).isEqualTo(version);
  }

  @Test
  void executablesThatAreNotGosGiveNothing() throws Exception {
    byte[] plain = new byte[300];

    assertThat(names(Executables.elf(Form.COMMON, plain))).isEmpty();
    assertThat(names(Executables.elf(new Form(true, ByteOrder.LITTLE_ENDIAN, true, false), plain)))
        .isEmpty();
    assertThat(names(new byte[] {0x7f, 'E', 'L', 'F'})).isEmpty();
    assertThat(names(new byte[] {'M', 'Z', 0, 0})).isEmpty();
    assertThat(names(new byte[] {(byte) 0xca, (byte) 0xfe, (byte) 0xba, (byte) 0xbe, 0, 0, 0, 65}))
        .isEmpty();
    assertThat(names(new byte[0])).isEmpty();
  }

  @Test
  void aGoExecutableThatIsCutOffIsUnreadable() throws Exception {
    byte[] good = Executables.elf(Form.COMMON, "go1.20.1", MODULES);

    // with the section headers the end of the modules is gone
    assertThatThrownBy(() -> run(Arrays.copyOf(good, 0x200 + 60)))
        .isInstanceOf(IOException.class)
        .hasMessage("usr/bin/app is a Go executable, but its build information is damaged");
  }

  @Test
  void onlyExecutablesAndLibrariesOfSomeSizeAreWanted() throws Exception {
    byte[] small = Executables.elf(Form.COMMON, "go1.20.1", "");
    byte[] large = Arrays.copyOf(small, 300 << 10);
    DirectoryTree tree =
        DirectoryTree.empty()
            .file("bin/a", large, 0755)
            .file("bin/b", small, 0755)
            .file("lib/c.so", large)
            .file("lib/d.so.1", large)
            .file("win/e.exe", large)
            .file("data/f", large)
            .file(
                "bin/script",
                Arrays.copyOf(
                    "#!/bin/sh".getBytes(java.nio.charset.StandardCharsets.US_ASCII), 300 << 10),
                0755);

    assertThat(
            CatalogerRun.over(tree, CATALOGER).components().stream()
                .map(c -> c.locations().getFirst().path()))
        .containsExactly("bin/a", "lib/c.so", "lib/d.so.1", "win/e.exe");
  }

  @Test
  void damagedExecutablesGiveAResultOrAnIOException() throws Exception {
    Form pointers = new Form(false, ByteOrder.BIG_ENDIAN, false, true);
    Form bare = new Form(true, ByteOrder.LITTLE_ENDIAN, false, false);
    List<byte[]> seeds =
        List.of(
            Executables.elf(Form.COMMON, "go1.20.1", MODULES),
            Executables.elf(pointers, "go1.13", MODULES),
            Executables.elf(bare, "go1.17", MODULES),
            Executables.pe(bare, "go1.17", MODULES),
            Executables.mach(pointers, "go1.17", MODULES),
            ExecutableBytes.universal(Executables.mach(Form.COMMON, "go1.20", MODULES)));

    for (byte[] seed : seeds) {
      Mutations.of(seed, 11, 3_000)
          .forEach(
              bytes -> {
                try {
                  run(bytes);
                } catch (IOException e) {
                  assertThat(e).hasMessageContaining("its build information is damaged");
                } catch (Exception e) {
                  throw new AssertionError(e);
                }
              });
    }
  }

  /// What is found beside the standard library.
  private static List<String> modules(String lines) throws Exception {
    List<String> names = new ArrayList<>(names(Executables.elf(Form.COMMON, "go1.20", lines)));
    assertThat(names.remove("stdlib 1.20")).isTrue();
    return names;
  }

  private static List<String> names(byte[] bytes) throws Exception {
    return run(bytes).namesAndVersions();
  }

  private static RecordedDiscoveries run(byte[] bytes) throws Exception {
    return CatalogerRun.file(CATALOGER, "usr/bin/app", bytes);
  }
}
