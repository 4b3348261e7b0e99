package dev.drydock.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.drydock.bom.Component;
import dev.drydock.bom.Distribution;
import dev.drydock.catalog.alpm.AlpmCataloger;
import dev.drydock.catalog.apk.ApkCataloger;
import dev.drydock.catalog.bitnami.BitnamiCataloger;
import dev.drydock.catalog.bottlerocket.BottlerocketCataloger;
import dev.drydock.catalog.chisel.ChiselCataloger;
import dev.drydock.catalog.cos.CosCataloger;
import dev.drydock.catalog.distribution.DistributionCataloger;
import dev.drydock.catalog.dpkg.DpkgCataloger;
import dev.drydock.catalog.flatpak.FlatpakCataloger;
import dev.drydock.catalog.homebrew.HomebrewCataloger;
import dev.drydock.catalog.kernel.KernelCataloger;
import dev.drydock.catalog.nix.NixStoreCataloger;
import dev.drydock.catalog.opkg.OpkgCataloger;
import dev.drydock.catalog.portage.PortageCataloger;
import dev.drydock.catalog.rpm.RpmCataloger;
import dev.drydock.catalog.snap.SnapCataloger;
import dev.drydock.json.Json;
import dev.drydock.json.JsonReader;
import dev.drydock.limits.Limits;
import dev.drydock.testkit.SharedCorpus;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.tukaani.xz.XZInputStream;

/// Every package database and `os-release` of the shared corpus against its expectation.
class OsCorpusTest {
  private static final Limits LIMITS = Limits.defaults();
  static final Map<String, Cataloger> CATALOGERS =
      Map.ofEntries(
          Map.entry("dpkg-rootfs", new DpkgCataloger(LIMITS)),
          Map.entry("dpkg-status", new DpkgCataloger(LIMITS)),
          Map.entry("dpkg-status.d", new DpkgCataloger(LIMITS)),
          Map.entry("apk-installed", new ApkCataloger(LIMITS)),
          Map.entry("rpmdb-bdb", new RpmCataloger(LIMITS)),
          Map.entry("rpmdb-ndb", new RpmCataloger(LIMITS)),
          Map.entry("rpmdb-sqlite", new RpmCataloger(LIMITS)),
          Map.entry("rpm-container-manifest", new RpmCataloger(LIMITS)),
          Map.entry("alpm-local-db", new AlpmCataloger(LIMITS)),
          Map.entry("bitnami-components", new BitnamiCataloger(LIMITS)),
          Map.entry("bitnami-spdx", new BitnamiCataloger(LIMITS)),
          Map.entry("bottlerocket-inventory", new BottlerocketCataloger(LIMITS)),
          Map.entry("chisel-manifest", new ChiselCataloger(LIMITS)),
          Map.entry("cos-package-info", new CosCataloger(LIMITS)),
          Map.entry("flatpak", new FlatpakCataloger(LIMITS)),
          Map.entry("homebrew", new HomebrewCataloger(LIMITS)),
          Map.entry("linux-kernel-module", new KernelCataloger(LIMITS)),
          Map.entry("nix-store", new NixStoreCataloger(LIMITS)),
          Map.entry("opkg-status", new OpkgCataloger(LIMITS)),
          Map.entry("portage", new PortageCataloger(LIMITS)),
          Map.entry("snap", new SnapCataloger(LIMITS)));

  /// What is expected there and we do not report: a recipe of a tap, which is not installed.
  private static final Set<String> NOT_REPORTED = Set.of("bar 4.5.6");

  /// Kinds whose purl type has no rule yet, and we write the namespace apart, or no store hash.
  private static final Set<String> OTHER_PURLS = Set.of("nix-store", "portage");

  @TestFactory
  List<DynamicTest> everyPackageDatabaseGivesExactlyWhatIsExpected() throws IOException {
    List<DynamicTest> tests = new ArrayList<>();
    for (Json entry : index()) {
      Cataloger cataloger = CATALOGERS.get(text(entry, "kind"));
      if (cataloger != null && entry.text("expected") != null) {
        tests.add(
            DynamicTest.dynamicTest(text(entry, "case"), () -> comparePackages(entry, cataloger)));
      }
    }
    assertThat(tests).hasSizeGreaterThanOrEqualTo(40);
    return tests;
  }

  @TestFactory
  List<DynamicTest> everyOsReleaseGivesItsDistribution() throws IOException {
    List<DynamicTest> tests = new ArrayList<>();
    for (Json entry : index()) {
      if (text(entry, "kind").equals("os-release")) {
        tests.add(DynamicTest.dynamicTest(text(entry, "case"), () -> compareDistribution(entry)));
      }
    }
    assertThat(tests).hasSizeGreaterThanOrEqualTo(21);
    return tests;
  }

  /// A case without an expectation still has to be read to its end.
  @TestFactory
  List<DynamicTest> casesWithoutExpectationAreReadToo() throws IOException {
    Map<String, List<String>> found =
        Map.of(
            "snyk-db-installed-2", List.of("11 components"),
            "syft-db-installed-2", List.of("1 components", "1 entry has no name or no version"));
    List<DynamicTest> tests = new ArrayList<>();
    for (Json entry : index()) {
      String name = text(entry, "case").substring(text(entry, "case").lastIndexOf('/') + 1);
      if (text(entry, "kind").equals("apk-installed") && entry.text("expected") == null) {
        tests.add(
            DynamicTest.dynamicTest(
                name,
                () -> {
                  RecordedDiscoveries discoveries =
                      RecordedDiscoveries.of(new ApkCataloger(LIMITS), tree(entry));
                  List<String> all = new ArrayList<>();
                  all.add(discoveries.components().size() + " components");
                  all.addAll(discoveries.unreadable());
                  List<String> expected = Objects.requireNonNull(found.get(name), name);
                  assertThat(all).hasSameSizeAs(expected);
                  for (int i = 0; i < all.size(); i++) {
                    assertThat(all.get(i)).contains(expected.get(i));
                  }
                }));
      }
    }
    return tests;
  }

  private static void comparePackages(Json entry, Cataloger cataloger) throws Exception {
    RecordedDiscoveries found = CatalogerRun.over(tree(entry), cataloger);
    List<Json> expected =
        read(text(entry, "expected")).items().stream()
            .filter(e -> !NOT_REPORTED.contains(text(e, "name") + " " + text(e, "version")))
            .toList();
    assertThat(found.namesAndVersions())
        .containsExactlyInAnyOrderElementsOf(
            expected.stream().map(e -> text(e, "name") + " " + text(e, "version")).toList());
    if (entry.isTrue("upstream_error")) {
      assertThat(found.unreadable()).isNotEmpty();
    }
    for (Json wanted : expected) {
      Component component = compare(wanted, found);
      if (wanted.text("purl") != null && !OTHER_PURLS.contains(text(entry, "kind"))) {
        assertThat(component.purl().toString()).isEqualTo(wanted.text("purl"));
      }
    }
  }

  private static Component compare(Json wanted, RecordedDiscoveries found) {
    Component component =
        found.components().stream()
            .filter(c -> c.name().equals(wanted.text("name")))
            .filter(c -> c.version().equals(wanted.text("version")))
            .filter(
                c ->
                    wanted.text("arch") == null
                        || Objects.requireNonNull(c.os())
                            .architecture()
                            .equals(wanted.text("arch")))
            .findFirst()
            .orElseThrow(() -> new AssertionError("architecture of " + wanted));
    assertThat(component.type()).isEqualTo(wanted.text("type"));
    if (component.os() == null) {
      return component;
    }
    Component.Source source = component.os().source();
    if (wanted.text("source") != null) {
      assertThat(source.name()).as("source of %s", wanted).isEqualTo(wanted.text("source"));
    }
    if (wanted.text("source_version") != null) {
      assertThat(source.version())
          .as("source version of %s", wanted)
          .isEqualTo(wanted.text("source_version"));
    }
    if (wanted.text("source_rpm") != null && !text(wanted, "source_rpm").equals("(none)")) {
      assertThat(component.purl().qualifiers())
          .containsEntry("upstream", text(wanted, "source_rpm"));
      assertThat(source.name() + "-" + source.version() + ".src.rpm")
          .isEqualTo(wanted.text("source_rpm"));
    }
    return component;
  }

  private static void compareDistribution(Json entry) throws Exception {
    Distribution found = DistributionCataloger.read(tree(entry)).orElseThrow();
    Json expected = read(text(entry, "facts")).get("distro").orElseThrow();
    assertThat(found.id()).isEqualTo(expected.text("identifier"));
    assertThat(found.versionId()).isEqualTo(textOr(expected, "version_id"));
    assertThat(found.name()).isEqualTo(expected.text("pretty_name"));
    assertThat(String.join(" ", found.idLike())).isEqualTo(textOr(expected, "id_like"));
    assertThat(found.codename() == null ? "" : found.codename())
        .isEqualTo(textOr(expected, "version_codename"));
  }

  private static String textOr(Json object, String name) {
    String value = object.text(name);
    return value == null ? "" : value;
  }

  private static String text(Json object, String name) {
    return Objects.requireNonNull(object.text(name), name);
  }

  private static List<Json> index() throws IOException {
    assumeTrue(SharedCorpus.find("corpus/index.json").isPresent(), "the shared corpus is not here");
    return read("index.json").items();
  }

  private static Json read(String path) throws IOException {
    Path file = SharedCorpus.find("corpus/" + path).orElseThrow();
    return new JsonReader(LIMITS).read(Files.readAllBytes(file), path);
  }

  private static DirectoryTree tree(Json entry) throws IOException {
    Path root = SharedCorpus.find("corpus/" + text(entry, "case")).orElseThrow();
    if (text(entry, "path").endsWith(".tar.xz")) {
      Path file = SharedCorpus.find("corpus/" + text(entry, "path")).orElseThrow();
      try (InputStream in = new XZInputStream(new ByteArrayInputStream(Files.readAllBytes(file)))) {
        return untar(in, "rootfs/");
      }
    }
    return DirectoryTree.of(root);
  }

  /// The plain files of a tar whose names start with `prefix`.
  private static DirectoryTree untar(InputStream in, String prefix) throws IOException {
    DirectoryTree tree = DirectoryTree.empty();
    for (byte[] header = in.readNBytes(512);
        header.length == 512 && header[0] != 0;
        header = in.readNBytes(512)) {
      String name = field(header, 0, 100);
      int size = Integer.parseInt(field(header, 124, 12).strip(), 8);
      byte[] content = in.readNBytes(size);
      in.skipNBytes((512 - size % 512) % 512);
      if (Set.of((byte) '0', (byte) 0).contains(header[156]) && name.startsWith(prefix)) {
        tree.file(name.substring(prefix.length()), content);
      }
    }
    return tree;
  }

  private static String field(byte[] header, int from, int length) {
    String text = new String(header, from, length, StandardCharsets.ISO_8859_1);
    int end = text.indexOf('\0');
    return end < 0 ? text : text.substring(0, end);
  }
}
