package dev.drydock.catalog.lua;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.bom.Component.Evidence;
import dev.drydock.catalog.CatalogerRun;
import dev.drydock.catalog.DirectoryTree;
import dev.drydock.catalog.RecordedDiscoveries;
import dev.drydock.limits.Limits;
import dev.drydock.testkit.Mutations;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class LuaRockspecCatalogerTest {
  private static final LuaRockspecCataloger CATALOGER = new LuaRockspecCataloger(Limits.defaults());
  private static final String ROCKSPEC =
      """
      #!/usr/bin/env lua
      -- package = "comment"
      --[==[ version = "long
      comment-1" ]==]
      local _name, minor = "x", 16
      local minor = '16'
      package = "Kong-\\"pgmoon"
      version = "1." .. minor .. [[.2]] .. "-" .. 1
      source = { url = "git+https://host/x.git", tag = "v" .. minor, version = "inner" }
      description = {
        summary = [==[version = "no" ]==];
        license = "MIT",
        nested = { license = "no" },
      }
      dependencies = { "lua >= 5.1", { version = "no" } }
      build = { modules = { ["package"] = "a.lua" }, package = "no" }
      """;

  @Test
  void readsPackageVersionAndLicence() throws Exception {
    RecordedDiscoveries found = rockspec("x-1-1.rockspec", ROCKSPEC.replace("\\\"", ""));

    assertThat(found.purls()).containsExactly("pkg:luarocks/kong-pgmoon@1.16.2-1");
    assertThat(found.component("Kong-pgmoon").licences()).containsExactly("MIT");
    assertThat(found.component("Kong-pgmoon").evidence())
        .isEqualTo(new Evidence("lua-rockspec", "rockspec"));
  }

  @Test
  void theNameOfTheFileTellsWhereThePackageIsComputed() throws Exception {
    assertThat(
            rockspec(
                    "my-rock-2.0-3.rockspec",
                    """
                    local function v() return "9" end
                    package = name()
                    version = ("%s-%d"):format("9", 1)
                    """)
                .namesAndVersions())
        .containsExactly("my-rock 2.0-3");
    assertThat(
            rockspec("scm-rock-scm-1.rockspec", "package = os.getenv 'X'\nversion = v[1]\n")
                .namesAndVersions())
        .containsExactly("scm-rock scm-1");
  }

  @Test
  void severalVariablesAreAssignedAtOnce() throws Exception {
    assertThat(
            rockspec(
                    "x-1-1.rockspec",
                    """
                    local revision, minor, none = '-2', "0" .. 1
                    package = "x"
                    version = '1.' .. minor .. revision
                    """)
                .namesAndVersions())
        .containsExactly("x 1.01-2");
  }

  @Test
  void whatTellsNothingIsUnreadable() throws Exception {
    assertThat(rockspec("x.rockspec", "return 1").unreadable())
        .containsExactly(
            "lib/x.rockspec: lib/x.rockspec names no package and version, as a rockspec does");
  }

  @Test
  void damagedRockspecsEndInAResult() throws Exception {
    try (Stream<byte[]> damaged =
        Mutations.of(ROCKSPEC.getBytes(StandardCharsets.UTF_8), 4, 4_000)) {
      for (byte[] bytes : (Iterable<byte[]>) damaged::iterator) {
        CatalogerRun.over(DirectoryTree.empty().file("a-1-1.rockspec", bytes), CATALOGER);
      }
    }
  }

  @Test
  void deeplyNestedTablesDoNotOverflow() throws Exception {
    String deep = "a = " + "{ a = ".repeat(100_000) + "\npackage = \"x\"";
    assertThat(rockspec("y-1-1.rockspec", deep + "{".repeat(100_000)).namesAndVersions())
        .containsExactly("y 1-1");
  }

  private static RecordedDiscoveries rockspec(String name, String text)
      throws InterruptedException {
    return CatalogerRun.over(DirectoryTree.empty().file("lib/" + name, text), CATALOGER);
  }
}
