package dev.drydock.catalog.rpm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import dev.drydock.bom.Component;
import dev.drydock.catalog.ClaimablePaths;
import dev.drydock.catalog.DirectoryTree;
import dev.drydock.catalog.RecordedDiscoveries;
import dev.drydock.limits.Limits;
import dev.drydock.testkit.Mutations;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RpmCatalogerTest {
  private static final String SQLITE = "var/lib/rpm/rpmdb.sqlite";
  private static final String NDB = "usr/lib/sysimage/rpm/Packages.db";
  private static final String BERKELEY = "var/lib/rpm/Packages";
  private static final String MANIFEST = "var/lib/rpmmanifest/container-manifest-2";

  private static final byte[] OPENSSL =
      RpmHeaders.of("openssl-libs", "3.0.7", "24.el9")
          .epoch(1)
          .architecture("x86_64")
          .source("openssl-3.0.7-24.el9.src.rpm")
          .text(1011, RpmHeaders.STRING, "Red Hat, Inc.")
          .text(1014, RpmHeaders.STRING, "ASL 2.0")
          .integers(1008, 1700000000)
          .files(
              List.of("/usr/bin/", "/usr/lib64/", "/usr/share/java/"),
              List.of(0, 1, 2),
              List.of("openssl", "libssl.so.3", "bridge.jar"))
          .bytes();
  private static final byte[] NODE =
      RpmHeaders.of("nodejs", "18.19.0", "1.module+el8")
          .architecture("x86_64")
          .source("nodejs-18.19.0-1.module+el8.src.rpm")
          .module("nodejs:18:8090020240101:c65d1")
          .bytes();
  private static final byte[] KEY = RpmHeaders.of("gpg-pubkey", "fd431d51", "4ae0493b").bytes();
  private static final List<byte[]> ALL = List.of(OPENSSL, NODE, KEY);
  private static final List<String> EXPECTED =
      List.of(
          "pkg:rpm/redhat/gpg-pubkey@fd431d51-4ae0493b?distro=rhel-9.3",
          "pkg:rpm/redhat/nodejs@18.19.0-1.module%2Bel8?arch=x86_64&distro=rhel-9.3"
              + "&rpmmod=nodejs:18:8090020240101:c65d1&upstream=nodejs-18.19.0-1.module%2Bel8.src.rpm",
          "pkg:rpm/redhat/openssl-libs@3.0.7-24.el9?arch=x86_64&distro=rhel-9.3&epoch=1"
              + "&upstream=openssl-3.0.7-24.el9.src.rpm");

  private final RpmCataloger cataloger = new RpmCataloger(Limits.defaults());

  @Test
  void everythingThatMattersOfAPackageIsThere() throws Exception {
    RecordedDiscoveries found = catalog(SQLITE, RpmDatabases.sqlite(ALL, 4096));
    assertThat(found.purls()).isEqualTo(EXPECTED);
    Component openssl = found.component("openssl-libs");
    assertThat(openssl)
        .isEqualTo(
            new Component(
                "openssl-libs",
                "1:3.0.7-24.el9",
                openssl.purl(),
                new Component.OsPackage(
                    new Component.Source("openssl", "3.0.7-24.el9", false),
                    "x86_64",
                    "Red Hat, Inc.",
                    null),
                List.of("ASL 2.0"),
                List.of(new Component.Location(SQLITE, 0)),
                new Component.Evidence("rpm", "installed database")));
    assertThat(found.owned(openssl))
        .containsExactly("usr/bin/openssl", "usr/lib64/libssl.so.3", "usr/share/java/bridge.jar");
    assertThat(found.unreadable()).isEmpty();
  }

  @Test
  void allFormsAndByteOrdersOfTheDatabaseTellTheSame() throws Exception {
    for (int pageSize : new int[] {512, 1024, 32768}) {
      assertThat(catalog(SQLITE, RpmDatabases.sqlite(ALL, pageSize)).purls()).isEqualTo(EXPECTED);
    }
    assertThat(catalog(NDB, RpmDatabases.ndb(ALL)).purls()).isEqualTo(EXPECTED);
    for (ByteOrder order : List.of(ByteOrder.LITTLE_ENDIAN, ByteOrder.BIG_ENDIAN)) {
      assertThat(catalog(BERKELEY, RpmDatabases.hash(ALL, order)).purls()).isEqualTo(EXPECTED);
      assertThat(catalog(BERKELEY, RpmDatabases.tree(ALL, order)).purls()).isEqualTo(EXPECTED);
    }
  }

  @Test
  void everyDirectoryAndFileNameOfADatabaseIsLookedAt() throws Exception {
    for (String directory : List.of("var/lib/rpm/", "usr/lib/sysimage/rpm/", "usr/share/rpm/")) {
      for (String name : List.of("Packages", "Packages.db", "rpmdb.sqlite")) {
        assertThat(catalog(directory + name, RpmDatabases.ndb(ALL)).purls()).isEqualTo(EXPECTED);
      }
    }
  }

  @Test
  void hundredsOfPackagesAreFoundInTreesOfSeveralPages() throws Exception {
    List<byte[]> many = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      many.add(
          RpmHeaders.of("p" + i, "1", "1")
              .text(1005, RpmHeaders.STRING, "x".repeat(i * 13))
              .bytes());
    }
    List<String> expected =
        IntStream.range(0, 200).mapToObj(i -> "p" + i + " 1-1").sorted().toList();
    assertThat(catalog(SQLITE, RpmDatabases.sqlite(many, 4096)).namesAndVersions())
        .isEqualTo(expected);
    assertThat(catalog(NDB, RpmDatabases.ndb(many)).namesAndVersions()).isEqualTo(expected);
    assertThat(
            catalog(BERKELEY, RpmDatabases.hash(many, ByteOrder.LITTLE_ENDIAN)).namesAndVersions())
        .isEqualTo(expected);
  }

  @Test
  void anAbsentEpochIsNotAnEpochOfZeroButBothAreLeftOut() throws Exception {
    byte[] zero = RpmHeaders.of("zero", "1", "2").epoch(0).bytes();
    byte[] none = RpmHeaders.of("none", "1", "2").bytes();
    assertThat(read(zero).epoch()).isZero();
    assertThat(read(none).epoch()).isNull();
    assertThat(catalog(NDB, RpmDatabases.ndb(List.of(zero, none))).purls())
        .containsExactly(
            "pkg:rpm/redhat/none@1-2?distro=rhel-9.3", "pkg:rpm/redhat/zero@1-2?distro=rhel-9.3");
  }

  @Test
  void publicKeysAreListedAsRpmDoes() throws Exception {
    RecordedDiscoveries found = catalog(NDB, RpmDatabases.ndb(List.of(KEY)));
    assertThat(found.namesAndVersions()).containsExactly("gpg-pubkey fd431d51-4ae0493b");
    assertThat(found.unreadable()).isEmpty();
  }

  @Test
  void aMissingModularityLabelIsNotAnEmptyOne() throws Exception {
    byte[] empty = RpmHeaders.of("empty", "1", "1").module("").bytes();
    byte[] none = RpmHeaders.of("none", "1", "1").bytes();
    RecordedDiscoveries found = catalog(NDB, RpmDatabases.ndb(List.of(empty, none)));
    assertThat(Objects.requireNonNull(found.component("empty").os()).modularityLabel()).isEmpty();
    assertThat(Objects.requireNonNull(found.component("none").os()).modularityLabel()).isNull();
    assertThat(found.purls()).noneMatch(purl -> purl.contains("rpmmod"));
  }

  @Test
  void theSourcePackageIsSplitFromTheEndOfItsFileName() throws Exception {
    assertThat(source("perl-libs-5.32-1.el9.src.rpm"))
        .isEqualTo(new Component.Source("perl-libs", "5.32-1.el9", false));
    assertThat(source("nvidia-driver-550-1.nosrc.rpm"))
        .isEqualTo(new Component.Source("nvidia-driver", "550-1", false));
    for (String none : List.of("(none)", "", "x.src.rpm", "x-1.src.rpm", "a-1-1.rpm")) {
      assertThat(source(none)).isEqualTo(new Component.Source("p", "3:1-1", true));
    }
  }

  private static Component.Source source(String file) throws Exception {
    return read(RpmHeaders.of("p", "1", "1").epoch(3).source(file).bytes()).source();
  }

  @Test
  void sqliteIsPreferredToOlderForms() throws Exception {
    byte[] old = RpmHeaders.of("old", "1", "1").bytes();
    DirectoryTree tree =
        rhel()
            .file(BERKELEY, RpmDatabases.hash(List.of(old), ByteOrder.LITTLE_ENDIAN))
            .file("usr/lib/sysimage/rpm/rpmdb.sqlite", RpmDatabases.sqlite(ALL, 4096));
    assertThat(catalog(tree).purls()).isEqualTo(EXPECTED);
  }

  @Test
  void anEmptyOrDamagedDatabaseYieldsToAnother() throws Exception {
    DirectoryTree empty =
        rhel()
            .file(SQLITE, RpmDatabases.sqlite(List.of(), 4096))
            .file(BERKELEY, RpmDatabases.hash(ALL, ByteOrder.LITTLE_ENDIAN));
    assertThat(catalog(empty).purls()).isEqualTo(EXPECTED);
    assertThat(catalog(empty).unreadable()).isEmpty();
    DirectoryTree damaged =
        rhel().file(SQLITE, "asdf\n").file(NDB, RpmDatabases.ndb(ALL)).file(BERKELEY, "");
    assertThat(catalog(damaged).purls()).isEqualTo(EXPECTED);
    assertThat(catalog(damaged).unreadable())
        .containsExactly(SQLITE + ": is no rpm database of a known form");
  }

  @Test
  void oneDatabaseUnderTwoNamesIsReadOnce() throws Exception {
    DirectoryTree tree =
        rhel()
            .link("var/lib/rpm", "../../usr/lib/sysimage/rpm")
            .file("usr/lib/sysimage/rpm/rpmdb.sqlite", RpmDatabases.sqlite(List.of(KEY), 4096))
            .file("usr/share/rpm/Packages.db", RpmDatabases.ndb(ALL));
    assertThat(catalog(tree).purls()).isEqualTo(EXPECTED);
  }

  @Test
  void packagesThatAreOnlyInTheWriteAheadLogAreFound() throws Exception {
    byte[] before = RpmDatabases.sqlite(List.of(NODE), 4096);
    byte[] after = RpmDatabases.sqlite(ALL, 4096);
    DirectoryTree tree =
        rhel().file(SQLITE, before).file(SQLITE + "-wal", RpmDatabases.log(after, 4096));
    assertThat(catalog(tree).purls()).isEqualTo(EXPECTED);
  }

  @Test
  void anUnfinishedOrForeignWriteAheadLogIsPassedOver() throws Exception {
    byte[] before = RpmDatabases.sqlite(List.of(NODE), 4096);
    byte[] log = RpmDatabases.log(RpmDatabases.sqlite(ALL, 4096), 4096);
    byte[] unfinished = Arrays.copyOf(log, log.length - 1);
    byte[] foreign = log.clone();
    foreign[20] ^= 1;
    byte[] wrongSum = log.clone();
    wrongSum[32 + 16] ^= 1;
    for (byte[] bytes : List.of(unfinished, foreign, wrongSum, new byte[0])) {
      DirectoryTree tree = rhel().file(SQLITE, before).file(SQLITE + "-wal", bytes);
      assertThat(catalog(tree).purls()).containsExactly(EXPECTED.get(1));
    }
  }

  @Test
  void aDamagedHeaderIsSaidAndTheOthersAreRead() throws Exception {
    byte[] nameless = new RpmHeaders().text(1001, RpmHeaders.STRING, "1").bytes();
    byte[] endless = OPENSSL.clone();
    endless[4] = 0x7f;
    RecordedDiscoveries found =
        catalog(NDB, RpmDatabases.ndb(List.of(nameless, NODE, endless, OPENSSL, KEY)));
    assertThat(found.purls()).isEqualTo(EXPECTED);
    assertThat(found.unreadable())
        .containsExactly(NDB + ": 2 packages' headers are damaged; left out");
  }

  @Test
  void theManifestOfDistrolessImagesIsRead() throws Exception {
    String manifest =
        "vim\t9.0-1.cm2\t1653816591\t1653753130\tMicrosoft Corporation\t2\t45000\tx86_64\t2\t"
            + "vim-9.0-1.cm2.src.rpm\r\n\nbash\t5.1-2.cm2\t1\t1\t(none)\t(none)\t1\tx86_64\t0\t(none)\n";
    RecordedDiscoveries found = catalog(rhel().file(MANIFEST, manifest + "nonsense\n"));
    assertThat(found.purls())
        .containsExactly(
            "pkg:rpm/redhat/bash@5.1-2.cm2?arch=x86_64&distro=rhel-9.3",
            "pkg:rpm/redhat/vim@9.0-1.cm2?arch=x86_64&distro=rhel-9.3&epoch=2"
                + "&upstream=vim-9.0-1.cm2.src.rpm");
    assertThat(found.component("vim").version()).isEqualTo("2:9.0-1.cm2");
    assertThat(Objects.requireNonNull(found.component("bash").os()).maintainer()).isNull();
    assertThat(found.unreadable())
        .containsExactly(MANIFEST + ": 1 of its lines tell of no package; left out");
  }

  @Test
  void theManifestsSecondEpochCountsWhereTheFirstIsNone() throws Exception {
    String line = "ca\t3.0-8.azl3\t1\t1\tMicrosoft\t(none)\t1\tnoarch\t1\t(none)\n";
    RecordedDiscoveries found = catalog(rhel().file(MANIFEST, line));
    assertThat(found.component("ca").version()).isEqualTo("1:3.0-8.azl3");
  }

  @Test
  void aPackagesLayerIsTheOneThatBroughtItsFiles() throws Exception {
    DirectoryTree tree =
        rhel().layer(1).file("usr/lib64/libssl.so.3", "").layer(4).file(NDB, RpmDatabases.ndb(ALL));
    RecordedDiscoveries found = catalog(tree);
    assertThat(found.component("openssl-libs").layer()).isEqualTo(1);
    assertThat(found.component("nodejs").layer()).isEqualTo(4);
  }

  @Test
  void loopsAndOverlapsEndTheReading() throws Exception {
    byte[] sqlite = RpmDatabases.sqlite(List.of(OPENSSL), 512);
    sqlite[512] = 5;
    sqlite[512 + 11] = 2;
    assertThat(catalog(SQLITE, sqlite).unreadable()).hasSize(1);
    byte[] ndb = RpmDatabases.ndb(ALL);
    for (int slot = 3; slot < 256; slot++) {
      System.arraycopy(ndb, 32, ndb, slot * 16, 16);
    }
    assertThat(catalog(NDB, ndb).unreadable())
        .containsExactly(
            NDB + ": the rpm database is damaged: its records are longer than the file");
  }

  @Test
  void aHugeRecordIsRefusedBeforeRoomIsMadeForIt() throws Exception {
    byte[] hash = RpmDatabases.hash(List.of(OPENSSL), ByteOrder.LITTLE_ENDIAN);
    int item = new String(hash, StandardCharsets.ISO_8859_1).lastIndexOf("\3\0\0\0\2\0\0\0");
    assertThat(item).isPositive();
    Arrays.fill(hash, item + 8, item + 12, (byte) 0xff);
    assertThat(catalog(BERKELEY, hash).unreadable())
        .containsExactly(
            BERKELEY + ": the rpm database is damaged: its records are longer than the file");
  }

  @Test
  void aForgedListOfFilesCostsNeitherTimeNorMemory() throws Exception {
    int files = 400_000;
    byte[] forged =
        RpmHeaders.of("forged", "1", "1")
            .files(
                List.of("/usr/" + "d".repeat(4_000) + "/", "/usr/" + "e".repeat(4_000) + "/"),
                IntStream.range(0, files).mapToObj(i -> i % 2).toList(),
                Collections.nCopies(files, "a.jar"))
            .bytes();
    RecordedDiscoveries found = catalog(NDB, RpmDatabases.ndb(List.of(forged, NODE)));
    assertThat(found.namesAndVersions()).hasSize(2);
    assertThat(found.owned(found.component("forged"))).hasSizeBetween(1_000, 10_000);
  }

  @Test
  void everyDamagedHeaderEndsInAPackageOrAnError() throws Exception {
    int good = 0;
    for (byte[] bytes : Mutations.of(OPENSSL, 1, 20_000).toList()) {
      try {
        assertThat(read(bytes).name()).isNotEmpty();
        good++;
      } catch (IOException e) {
        assertThat(e.getMessage()).startsWith("an rpm header");
      }
    }
    assertThat(good).isPositive();
    assertThatIOException().isThrownBy(() -> read(new byte[0]));
  }

  @Test
  void everyDamagedDatabaseEndsInAResult() throws Exception {
    List<byte[]> some = new ArrayList<>(ALL);
    for (int i = 0; i < 20; i++) {
      some.add(
          RpmHeaders.of("p" + i, "1", "1")
              .text(1005, RpmHeaders.STRING, "x".repeat(i * 40))
              .bytes());
    }
    damage(SQLITE, RpmDatabases.sqlite(some, 512), 2);
    damage(NDB, RpmDatabases.ndb(some), 3);
    damage(BERKELEY, RpmDatabases.hash(some, ByteOrder.LITTLE_ENDIAN), 4);
    damage(BERKELEY, RpmDatabases.tree(some, ByteOrder.BIG_ENDIAN), 5);
    byte[] log = RpmDatabases.log(RpmDatabases.sqlite(some, 512), 512);
    for (byte[] bytes : Mutations.of(log, 6, 1_000).toList()) {
      DirectoryTree tree =
          rhel().file(SQLITE, RpmDatabases.sqlite(ALL, 512)).file(SQLITE + "-wal", bytes);
      assertThat(catalog(tree).components()).hasSizeLessThanOrEqualTo(some.size());
    }
    byte[] manifest =
        "a\t1-1\t1\t1\tv\t2\t1\tx\t2\ta-1-1.src.rpm\n".getBytes(StandardCharsets.UTF_8);
    damage(MANIFEST, manifest, 7);
  }

  private void damage(String path, byte[] good, long seed) throws Exception {
    for (byte[] bytes : Mutations.of(good, seed, 3_000).toList()) {
      assertThat(catalog(path, bytes).components()).hasSizeLessThan(200);
    }
  }

  @Test
  void onlyTheDatabasesAreWanted() {
    DirectoryTree tree =
        DirectoryTree.empty()
            .file(SQLITE, "")
            .file(SQLITE + "-wal", "")
            .file(SQLITE + "-shm", "")
            .file(BERKELEY, "")
            .file("var/lib/rpm/Basenames", "")
            .file(NDB, "")
            .file(MANIFEST, "")
            .file("srv/" + SQLITE, "");
    assertThat(tree.files(cataloger::wants).stream().map(e -> e.path()))
        .containsExactly(NDB, BERKELEY, SQLITE, SQLITE + "-wal", MANIFEST);
  }

  private static RpmPackage read(byte[] header) throws IOException {
    return RpmHeader.read(header, new ClaimablePaths());
  }

  private static DirectoryTree rhel() {
    return DirectoryTree.empty().file("etc/os-release", "ID=\"rhel\"\nVERSION_ID=\"9.3\"\n");
  }

  @Test
  void whatAPackageNeedsIsWhatIsInstalledOfIt() throws Exception {
    byte[] shadow =
        RpmHeaders.of("shadow-utils", "4.9", "1.el9")
            .texts(
                1049,
                List.of(
                    "/usr/bin/sh",
                    "libc.so.6()(64bit)",
                    "libc.so.6(GLIBC_2.34)(64bit)",
                    "rpmlib(CompressedFileNames)",
                    "(absent if setup)",
                    "config(shadow-utils)",
                    "setup",
                    "absent"))
            .texts(1047, List.of("config(shadow-utils)", "shadow-utils"))
            .bytes();
    byte[] glibc =
        RpmHeaders.of("glibc", "2.34", "1.el9")
            .texts(
                1047,
                List.of("glibc", "libc.so.6()(64bit)", "libc.so.6(GLIBC_2.34)(64bit)", "setup"))
            .bytes();
    byte[] bash =
        RpmHeaders.of("bash", "5.1", "1.el9")
            .files(List.of("/bin/"), List.of(0, 0), List.of("bash", "sh"))
            .bytes();
    byte[] dash =
        RpmHeaders.of("dash", "1", "1.el9")
            .texts(1049, List.of("/bin/bash"))
            .files(List.of("/usr/bin/"), List.of(0), List.of("sh"))
            .bytes();
    byte[] setup = RpmHeaders.of("setup", "2", "1.el9").bytes();
    RecordedDiscoveries found =
        catalog(SQLITE, RpmDatabases.sqlite(List.of(shadow, glibc, bash, dash, setup), 4096));

    assertThat(
            found.dependencies().stream()
                .map(need -> need.from().name() + " > " + need.to().name()))
        .containsExactlyInAnyOrder(
            "shadow-utils > dash", "shadow-utils > glibc", "shadow-utils > setup", "dash > bash");
  }

  private RecordedDiscoveries catalog(String path, byte[] database) throws InterruptedException {
    return catalog(rhel().file(path, database));
  }

  private RecordedDiscoveries catalog(DirectoryTree tree) throws InterruptedException {
    return RecordedDiscoveries.of(cataloger, tree);
  }
}
