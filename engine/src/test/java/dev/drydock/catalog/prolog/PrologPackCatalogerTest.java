package dev.drydock.catalog.prolog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.catalog.CatalogerRun;
import dev.drydock.catalog.DirectoryTree;
import dev.drydock.catalog.RecordedDiscoveries;
import dev.drydock.limits.Limits;
import dev.drydock.testkit.Mutations;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PrologPackCatalogerTest {
  private static final PrologPackCataloger CATALOGER = new PrologPackCataloger(Limits.defaults());
  private static final String PACK =
      """
      % name(comment). version('9').
      /* version('8'). */
      :- module(x, []).
      title( 'It''s about name(no). And more' ).
      author( "J. W.", 'name(no).' ).
      name( hdt ). version('0.5.2').
      requires(version(7)).
      version('1.0').
      """;

  @Test
  void readsNameAndVersion() throws Exception {
    RecordedDiscoveries found = pack(PACK);

    assertThat(found.purls()).containsExactly("pkg:swiplpack/hdt@0.5.2");
    assertThat(found.component("hdt").locations().getFirst().path())
        .isEqualTo("root/.local/share/swi-prolog/pack/hdt/pack.pl");
  }

  @Test
  void readsNumbersAndQuotedNames() throws Exception {
    assertThat(pack("version(1.20). name('a-b').").namesAndVersions()).containsExactly("a-b 1.20");
    assertThat(pack("\uFEFFname(b).\nversion('3').").namesAndVersions()).containsExactly("b 3");
    assertThat(pack("name(\"c\").\nversion(\"2\").").namesAndVersions()).containsExactly("c 2");
  }

  @Test
  void anotherProgramOfThatNameIsPassedOver() throws Exception {
    assertThat(pack("pack(X) :- member(X, [1,2]).\nname(Y) :- true.\n").components()).isEmpty();
    assertThat(pack("use strict;\nsub name { 1 }\n").components()).isEmpty();
  }

  @Test
  void damagedPacksEndInAResult() throws Exception {
    try (Stream<byte[]> damaged = Mutations.of(PACK.getBytes(StandardCharsets.UTF_8), 1, 4_000)) {
      for (byte[] bytes : (Iterable<byte[]>) damaged::iterator) {
        CatalogerRun.over(DirectoryTree.empty().file("pack.pl", bytes), CATALOGER);
      }
    }
  }

  private static RecordedDiscoveries pack(String text) throws InterruptedException {
    return CatalogerRun.over(
        DirectoryTree.empty().file("root/.local/share/swi-prolog/pack/hdt/pack.pl", text),
        CATALOGER);
  }
}
