package dev.drydock.catalog.wordpress;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.bom.Component;
import dev.drydock.bom.Component.Evidence;
import dev.drydock.bom.Component.Location;
import dev.drydock.catalog.CatalogerRun;
import dev.drydock.catalog.DirectoryTree;
import dev.drydock.catalog.RecordedDiscoveries;
import dev.drydock.testkit.Mutations;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class WordPressCatalogerTest {
  private static final WordPressCataloger CATALOGER = new WordPressCataloger();
  private static final String CONTENT = "var/www/html/wp-content/";

  private static final String PLUGIN =
      """
      <?php
      /**
       * @package Basics
       */
      /*
       * Plugin Name: My Basics: a Plugin
       * Plugin URI:  https://example.com/basics
       * Version:     1.10.3-beta
       * Requires PHP: 7.2
       * License:     GPL v2 or later
       */
      """;

  @Test
  void aPluginIsWhatTheHeaderOfItsMainFileSays() throws Exception {
    String path = CONTENT + "plugins/basics/main.php";
    RecordedDiscoveries found = one(path, PLUGIN);

    assertThat(found.purls()).containsExactly("pkg:wordpress-plugin/basics@1.10.3-beta");
    Component plugin = found.component("My Basics: a Plugin");
    assertThat(plugin.version()).isEqualTo("1.10.3-beta");
    assertThat(plugin.licences()).containsExactly("GPL v2 or later");
    assertThat(plugin.locations()).containsExactly(new Location(path, 0));
    assertThat(plugin.evidence()).isEqualTo(new Evidence("wordpress", "file header"));
  }

  @Test
  void headersComeInManyForms() throws Exception {
    for (String header :
        new String[] {
          "<?php /* Plugin Name: A B */\n// Version: 1.0 ?> x",
          "<?php\r# plugin name: A B\r# VERSION: 1.0\r",
          "<?php\n/*\nPlugin Name:A B\nVersion:1.0\n*/",
          "\t<?PHP /** Plugin Name: A B\n *\tVersion: 1.0\n **/",
        }) {
      assertThat(one(CONTENT + "plugins/ab/ab.php", header).namesAndVersions())
          .as(header)
          .containsExactly("A B 1.0");
    }
  }

  @Test
  void otherFilesOfAPluginAreNone() throws Exception {
    String path = CONTENT + "plugins/ab/ab.php";

    assertThat(one(path, "<?php // nothing to see").components()).isEmpty();
    assertThat(one(path, "<?php /* Plugin Name: A */").components()).isEmpty();
    assertThat(one(path, "<?php /* Version: 1 */").components()).isEmpty();
    assertThat(one(path, "<?php $x = 'Plugin Name: A';\n/* Version: 1 */").components()).isEmpty();
    assertThat(one(path, " ".repeat(9_000) + PLUGIN).components()).isEmpty();
  }

  @Test
  void aThemeIsWhatTheHeaderOfItsStyleSheetSays() throws Exception {
    RecordedDiscoveries found =
        one(CONTENT + "themes/twenty/style.css", "/*\nTheme Name: Twenty Four\nVersion: 1.2\n*/");

    assertThat(found.purls()).containsExactly("pkg:wordpress-theme/twenty@1.2");
    assertThat(found.namesAndVersions()).containsExactly("Twenty Four 1.2");
  }

  @Test
  void wordPressItselfSaysItsVersion() throws Exception {
    String path = "var/www/html/wp-includes/version.php";
    RecordedDiscoveries found =
        one(
            path,
            """
            <?php
            /**
             * @global string $wp_version
             */
            $wp_version = '6.4.2';
            $wp_db_version = 56657;
            """);

    assertThat(found.purls()).containsExactly("pkg:generic/wordpress@6.4.2");
    assertThat(one(path, "<?php $x = 1;\n").unreadable())
        .containsExactly(path + ": " + path + " does not say which version of WordPress this is");
    assertThat(one(path, "$wp_version = \"6.5\"; // it's new").purls())
        .containsExactly("pkg:generic/wordpress@6.5");
  }

  @Test
  void onlyWhereWordPressItselfLooks() throws Exception {
    DirectoryTree tree =
        DirectoryTree.empty()
            .file(CONTENT + "plugins/hello.php", header("Hello"))
            .file(CONTENT + "mu-plugins/must.php", header("Must"))
            .file("wp-content/plugins/p/index.php", header("Index"))
            .file(CONTENT + "plugins/.php", header("No"))
            .file(CONTENT + "plugins/basics/lib/other.php", header("No"))
            .file(CONTENT + "plugins/basics/readme.txt", header("No"))
            .file(CONTENT + "uploads/x.php", header("No"))
            .file("my-wp-content/plugins/x.php", header("No"))
            .file("plugins/x.php", header("No"))
            .file(CONTENT + "themes/a/b/style.css", "Theme Name: No\nVersion: 1")
            .file("style.css", "Theme Name: No\nVersion: 1");

    assertThat(CatalogerRun.over(tree, CATALOGER).purls())
        .containsExactly(
            "pkg:wordpress-plugin/hello@1",
            "pkg:wordpress-plugin/must@1",
            "pkg:wordpress-plugin/p@1");
  }

  @Test
  void damagedFilesGiveAResultOrAnIOException() {
    for (String path :
        new String[] {
          CONTENT + "plugins/a/a.php", CONTENT + "themes/a/style.css", "wp-includes/version.php"
        }) {
      Mutations.of((PLUGIN + "$wp_version = '1';").getBytes(StandardCharsets.UTF_8), 71, 3_000)
          .forEach(
              bytes -> {
                try {
                  CatalogerRun.file(CATALOGER, path, bytes);
                } catch (IOException e) {
                  assertThat(e.getMessage()).startsWith(path);
                } catch (InterruptedException e) {
                  throw new AssertionError(e);
                }
              });
    }
  }

  private static String header(String name) {
    return "<?php\n/*\nPlugin Name: " + name + "\nVersion: 1\n*/";
  }

  private static RecordedDiscoveries one(String path, String content) throws Exception {
    return CatalogerRun.over(DirectoryTree.empty().file(path, content), CATALOGER);
  }
}
