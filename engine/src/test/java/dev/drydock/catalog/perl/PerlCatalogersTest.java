package dev.drydock.catalog.perl;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.catalog.CatalogerRun;
import dev.drydock.catalog.DirectoryTree;
import dev.drydock.catalog.RecordedDiscoveries;
import dev.drydock.limits.Limits;
import dev.drydock.testkit.Mutations;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PerlCatalogersTest {
  private static final PerlMetaCataloger META = new PerlMetaCataloger(Limits.defaults());
  private static final CpanfileSnapshotCataloger SNAPSHOT =
      new CpanfileSnapshotCataloger(Limits.defaults());

  private static final String URI =
      """
      {"name": "URI", "version": "5.30", "license": ["perl_5"], "generated_by": "x",
       "meta-spec": {"url": "http://search.cpan.org/perldoc?CPAN::Meta::Spec", "version": 2}}
      """;
  private static final String CARTON =
      """
      # carton snapshot format: version 1.0
      DISTRIBUTIONS
        HTTP-Tiny-0.088
          pathname: H/HA/HAARG/HTTP-Tiny-0.088.tar.gz
          provides:
            HTTP::Tiny 0.088
          requirements:
            perl 5.006
        Foo-2-Bar-v1.2.3-TRIAL
          pathname: x
        Without-Version
      OTHER
        Not-1.0
      """;

  @Test
  void readsWhatCpanmKeeps() throws Exception {
    RecordedDiscoveries found =
        run(
            DirectoryTree.empty()
                .file("usr/local/share/perl5/x86_64-linux/.meta/URI-5.30/MYMETA.json", URI)
                .file("root/.cpan/build/URI-5.30-0/META.json", URI)
                .file(
                    "root/.cpan/build/YAML/META.yml",
                    """
                    --- #YAML:1.0
                    name: YAML-Tiny
                    version: 1.70
                    license: perl
                    generated_by: ExtUtils::MakeMaker
                    """)
                .file(
                    "a/META.json",
                    """
                    {"name": "number", "version": 1.10, "license": ["unknown"], "meta-spec": {}}
                    """));

    assertThat(found.purls())
        .containsExactly(
            "pkg:cpan/URI@5.30",
            "pkg:cpan/URI@5.30",
            "pkg:cpan/YAML-Tiny@1.70",
            "pkg:cpan/number@1.10");
    assertThat(found.component("YAML-Tiny").licences()).containsExactly("perl");
    assertThat(found.component("number").licences()).isEmpty();
    assertThat(found.unreadable()).isEmpty();
  }

  @Test
  void otherKindsOfMetaFilesArePassedOver() throws Exception {
    RecordedDiscoveries found =
        run(
            DirectoryTree.empty()
                .file(
                    "pg/META.json",
                    """
                    {"name": "pair", "version": "0.1.0", "meta-spec": {"url": "https://pgxn.org/meta/spec.txt"}}
                    """)
                .file("web/META.json", "{\"name\": \"site\", \"version\": \"1.0\"}")
                .file("c/META.json", "{\"version\": \"1.0\", \"generated_by\": \"x\"}")
                .file("d/META.json", "[1]")
                .file("build/Foo/t/data/META.json", URI)
                .file("e/meta.json", "no json"));

    assertThat(found.components()).isEmpty();
    assertThat(found.unreadable()).isEmpty();
  }

  @Test
  void readsSnapshotsOfCarton() throws Exception {
    RecordedDiscoveries found = run(DirectoryTree.empty().file("app/cpanfile.snapshot", CARTON));

    assertThat(found.purls())
        .containsExactly("pkg:cpan/Foo-2-Bar@v1.2.3-TRIAL", "pkg:cpan/HTTP-Tiny@0.088");
  }

  @Test
  void readsTheLogOfInstallationsWhereCpanmLeftNoRecords() throws Exception {
    PerlInstallLogCataloger log = new PerlInstallLogCataloger(Limits.defaults());
    DirectoryTree tree =
        DirectoryTree.empty()
            .file(
                "usr/local/lib/perl5/x86_64-linux/perllocal.pod",
                """
                =head2 Tue Jan  2 10:00:00 2024: C<Module> L<HTTP::Tiny|HTTP::Tiny>

                =over 4

                =item *

                C<installed into: /usr/local/share/perl5>

                =item *

                C<VERSION: 0.080>

                =back

                =head2 Wed Jan  3 10:00:00 2024: C<Module> L<HTTP::Tiny|HTTP::Tiny>

                C<VERSION: 0.088>

                =head2 Wed Jan  3 10:00:00 2024: something else

                C<VERSION: 1>
                """);

    assertThat(RecordedDiscoveries.of(log, tree).purls())
        .containsExactly("pkg:cpan/HTTP-Tiny@0.088");

    tree.file("usr/local/share/perl5/x86_64-linux/.meta/URI-5.30/MYMETA.json", URI);
    assertThat(RecordedDiscoveries.of(log, tree).components()).isEmpty();
  }

  @Test
  void aBrokenMetaFileIsUnreadable() throws Exception {
    assertThat(run(DirectoryTree.empty().file("META.json", "{")).unreadable()).hasSize(1);
  }

  @Test
  void damagedFilesEndInAResult() throws Exception {
    survives("META.json", URI);
    survives("META.yml", "---\nname: a\nversion: 1\nmeta-spec:\n  url: x\n");
    survives("cpanfile.snapshot", CARTON);
  }

  private static void survives(String name, String text) throws InterruptedException {
    try (Stream<byte[]> damaged = Mutations.of(text.getBytes(StandardCharsets.UTF_8), 2, 1_500)) {
      for (byte[] bytes : (Iterable<byte[]>) damaged::iterator) {
        run(DirectoryTree.empty().file(name, bytes));
      }
    }
  }

  private static RecordedDiscoveries run(DirectoryTree tree) throws InterruptedException {
    return CatalogerRun.over(tree, META, SNAPSHOT);
  }
}
