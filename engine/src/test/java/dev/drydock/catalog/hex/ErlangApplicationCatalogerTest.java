package dev.drydock.catalog.hex;

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

class ErlangApplicationCatalogerTest {
  private static final ErlangApplicationCataloger CATALOGER =
      new ErlangApplicationCataloger(Limits.defaults());

  private static final String APPLICATION =
      """
      %% This is an -*- erlang -*- file.
      {application, 'cowboy', [
        {description, "HTTP\\"}s server: " "{vsn, \\"9.9.9\\"}"},
        {vsn, "2.9.0"}, % the version
        {modules, ['cowboy_app',cowboy_bstr, 'Elixir.Other.Module', Elixir.Some.Module]},
        %{registered, [out]},
        {registered, []},
        {env, [{limit, 16#ff}, {ratio, -2.5e-3}, {char, $}}, {escaped, $\\n},
               {map, #{a => 1, b := <<"x">>}}, {text, <<1,2,3>>}, {none, <<>>}, {tail, [a|b]}]},
        {mod, {cowboy_app, []}}
      ]}.
      """;

  @Test
  void readsTheVersionOfAnInstalledApplication() throws Exception {
    RecordedDiscoveries found =
        application("opt/app/lib/cowboy-2.9.0/ebin/cowboy.app", APPLICATION);

    assertThat(found.unreadable()).isEmpty();
    assertThat(found.purls()).containsExactly("pkg:otp/cowboy@2.9.0");
    Component cowboy = found.component("cowboy");
    assertThat(cowboy.locations())
        .containsExactly(new Location("opt/app/lib/cowboy-2.9.0/ebin/cowboy.app", 0));
    assertThat(cowboy.evidence())
        .isEqualTo(new Evidence("erlang-application", "application resource file"));
  }

  @Test
  void onlyFilesInEbinCount() throws Exception {
    for (String path :
        new String[] {"src/cowboy.app", "cowboy.app", "xebin/c.app", "ebin/c.appup"}) {
      assertThat(application(path, APPLICATION).components()).as(path).isEmpty();
    }
    assertThat(application("ebin/cowboy.app", APPLICATION).components()).hasSize(1);
  }

  @Test
  void anApplicationWithoutVersionIsNotReported() throws Exception {
    RecordedDiscoveries found =
        application(
            "ebin/a.app",
            "{application, a, [{vsn, git}]}. {application, b, []}. {application, c, [{vsn, \"\"}]}."
                + " {release, {\"d\", \"1\"}}. {application, e}.");

    assertThat(found.components()).isEmpty();
    assertThat(found.unreadable()).isEmpty();
  }

  @Test
  void damagedDocumentsGiveAResultOrAreUnreadable() {
    Mutations.of(APPLICATION.getBytes(StandardCharsets.UTF_8), 6, 5_000)
        .forEach(
            bytes -> {
              try {
                CatalogerRun.over(DirectoryTree.empty().file("ebin/a.app", bytes), CATALOGER);
              } catch (InterruptedException e) {
                throw new AssertionError(e);
              }
            });
  }

  private static RecordedDiscoveries application(String path, String text)
      throws InterruptedException {
    return CatalogerRun.over(DirectoryTree.empty().file(path, text), CATALOGER);
  }
}
