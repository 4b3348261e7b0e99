package dev.drydock.catalog.rpm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.drydock.bom.Component;
import dev.drydock.catalog.DirectoryTree;
import dev.drydock.catalog.RecordedDiscoveries;
import dev.drydock.limits.Limits;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// Databases that rpm itself has written, against rpm's own words. Needs `rpm` and `rpmbuild`
/// (Debian: package `rpm`), for Berkeley DB `db5.3_load` (package `db5.3-util`) too.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RealRpmTest {
  private static final String QUERY =
      "%{NAME} %|EPOCH?{%{EPOCH}:}|%{VERSION}-%{RELEASE} %{ARCH} %{SOURCERPM} %{LICENSE} "
          + "%|VENDOR?{%{VENDOR}}:{}| %|MODULARITYLABEL?{%{MODULARITYLABEL}}:{}|\\n";
  private static final int PACKAGES = 60;
  private static final String DATABASE = "var/lib/rpm/rpmdb.sqlite";

  /// Packages with and without epoch and label, of few files and of thousands.
  private static final String SPEC =
      """
      Name: drydock-many
      Version: 1.0
      Release: 1.el9
      Summary: x
      License: MIT and (BSD or GPLv2+)
      Vendor: Drydock Tests
      BuildArch: noarch
      %define _binary_payload w0.gzdio
      %description
      x
      %{lua:
      for i = 1, 59 do
        print("%package -n part" .. i .. "\\n")
        print("Summary: part\\n")
        if i % 3 == 0 then print("Epoch: " .. (i % 4) .. "\\n") end
        if i % 5 == 0 then print("Version: 2.0~rc" .. i .. "^git\\n") end
        if i % 10 == 0 then print("ModularityLabel: part:" .. i .. ":2024:abc\\n") end
        print("%description -n part" .. i .. "\\n" .. string.rep("text ", i * 20) .. "\\n")
      end
      }
      %install
      mkdir -p %{buildroot}/usr/bin %{buildroot}/usr/share/java %{buildroot}/usr/share/many
      touch %{buildroot}/usr/bin/many %{buildroot}/usr/share/java/many.jar
      cd %{buildroot}/usr/share/many && touch $(seq -f file-with-quite-a-long-name-%%g 1 4000)
      %files
      /usr/bin/many
      /usr/share/java/many.jar
      /usr/share/many
      %{lua:
      for i = 1, 59 do print("%files -n part" .. i .. "\\n") end
      }
      """;

  private Path directory = Path.of("");
  private Path installed = Path.of("");

  @BeforeAll
  void buildPackages(@TempDir Path temporary) throws Exception {
    directory = temporary;
    assumeTrue(there("rpm") && there("rpmbuild"), "rpm and rpmbuild are not installed");
    Path spec = directory.resolve("many.spec");
    Files.writeString(spec, SPEC);
    run("rpmbuild", "--quiet", "-bb", "--nodeps", "-D_topdir " + directory, spec.toString());
    List<String> packages = new ArrayList<>();
    try (Stream<Path> built = Files.walk(directory.resolve("RPMS"))) {
      built.map(Path::toString).filter(p -> p.endsWith(".rpm")).sorted().forEach(packages::add);
    }
    assertThat(packages).hasSize(PACKAGES);
    installed = directory.resolve("installed");
    List<String> command = new ArrayList<>(rpm(installed, "sqlite"));
    command.addAll(List.of("--justdb", "--nodeps", "--noscripts", "--nosignature", "-i"));
    command.addAll(packages);
    run(command.toArray(String[]::new));
  }

  @Test
  void sqliteIsReadAsRpmReadsIt() throws Exception {
    compare(installed, "sqlite", DirectoryTree.of(installed));
  }

  @Test
  void sqliteIsReadAfterPackagesWereRemoved() throws Exception {
    Path root = directory.resolve("removed");
    Path file = root.resolve(DATABASE);
    Files.createDirectories(file.getParent());
    Files.copy(installed.resolve(DATABASE), file);
    List<String> command = new ArrayList<>(rpm(root, "sqlite"));
    command.addAll(List.of("--justdb", "--nodeps", "--noscripts", "-e", "drydock-many"));
    for (int i = 1; i < PACKAGES / 2; i += 2) {
      command.add("part" + i);
    }
    run(command.toArray(String[]::new));
    compare(root, "sqlite", DirectoryTree.of(root));
  }

  @Test
  void berkeleyHashesAreReadAsRpmReadsThem() throws Exception {
    assumeTrue(there("db5.3_load"), "db5.3_load is not installed");
    Path root = directory.resolve("hash");
    load(root, "hash");
    compare(root, "bdb_ro", DirectoryTree.of(root));
  }

  @Test
  void berkeleyTreesHoldTheSame() throws Exception {
    assumeTrue(there("db5.3_load"), "db5.3_load is not installed");
    Path root = directory.resolve("btree");
    load(root, "btree");
    assertThat(words(DirectoryTree.of(root))).isEqualTo(words(DirectoryTree.of(installed)));
  }

  /// Debian's rpm cannot write its own form, so that real headers are put into a made file.
  @Test
  void rpmsOwnFormHoldsTheSame() throws Exception {
    DirectoryTree tree =
        DirectoryTree.empty().file("var/lib/rpm/Packages.db", RpmDatabases.ndb(headers()));
    assertThat(words(tree)).isEqualTo(words(DirectoryTree.of(installed)));
  }

  private static List<String> rpm(Path root, String form) {
    return List.of(
        "rpm", "--dbpath", root.resolve("var/lib/rpm").toString(), "-D_db_backend " + form);
  }

  private static void compare(Path root, String form, DirectoryTree tree) throws Exception {
    List<String> command = new ArrayList<>(rpm(root, form));
    command.addAll(List.of("-qa", "--qf", QUERY));
    List<String> expected = run(command.toArray(String[]::new)).lines().sorted().toList();
    assertThat(expected).hasSizeGreaterThan(40);
    assertThat(words(tree)).isEqualTo(expected.stream().map(s -> s.replace(" 0:", " ")).toList());
    RecordedDiscoveries found = RecordedDiscoveries.of(new RpmCataloger(Limits.defaults()), tree);
    if (expected.stream().anyMatch(line -> line.startsWith("drydock-many "))) {
      assertThat(found.owned(found.component("drydock-many")))
          .containsExactly("usr/bin/many", "usr/share/java/many.jar");
    }
  }

  private static List<String> words(DirectoryTree tree) throws InterruptedException {
    RecordedDiscoveries found = RecordedDiscoveries.of(new RpmCataloger(Limits.defaults()), tree);
    assertThat(found.unreadable()).isEmpty();
    return found.components().stream().map(RealRpmTest::words).sorted().toList();
  }

  private static String words(Component found) {
    Component.OsPackage os = Objects.requireNonNull(found.os());
    return String.join(
        " ",
        found.name(),
        found.version(),
        os.architecture(),
        Objects.requireNonNull(found.purl().qualifiers().get("upstream")),
        String.join(" ", found.licences()),
        Objects.requireNonNullElse(os.maintainer(), ""),
        Objects.requireNonNullElse(os.modularityLabel(), ""));
  }

  /// Puts the headers into a Berkeley DB.
  private void load(Path root, String kind) throws Exception {
    StringBuilder dump =
        new StringBuilder("VERSION=3\nformat=bytevalue\ntype=" + kind + "\nHEADER=END\n");
    dump.append(" 00000000\n 00020000\n");
    int number = 0;
    for (byte[] header : headers()) {
      dump.append(" %02x000000\n ".formatted(++number));
      dump.append(HexFormat.of().formatHex(header)).append('\n');
    }
    dump.append("DATA=END\n");
    Path file = root.resolve("var/lib/rpm/Packages");
    Files.createDirectories(file.getParent());
    Path text = root.resolve("dump");
    Files.writeString(text, dump);
    run("db5.3_load", "-f", text.toString(), file.toString());
    Files.delete(text);
  }

  private List<byte[]> headers() throws Exception {
    List<byte[]> headers = new ArrayList<>();
    byte[] database = Files.readAllBytes(installed.resolve(DATABASE));
    SqliteDatabase.read(
        new DatabaseFile(DirectoryTree.content(database), DATABASE, Limits.defaults()),
        null,
        headers::add);
    return headers;
  }

  private static boolean there(String program) {
    for (String directory : Objects.requireNonNullElse(System.getenv("PATH"), "").split(":")) {
      if (Files.isExecutable(Path.of(directory, program))) {
        return true;
      }
    }
    return false;
  }

  private static String run(String... command) throws IOException, InterruptedException {
    Path errors = Files.createTempFile("drydock", ".err");
    try {
      Process process = new ProcessBuilder(command).redirectError(errors.toFile()).start();
      String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();
      assertThat(process.exitValue()).as("%s: %s", command[0], Files.readString(errors)).isZero();
      return out;
    } finally {
      Files.delete(errors);
    }
  }
}
