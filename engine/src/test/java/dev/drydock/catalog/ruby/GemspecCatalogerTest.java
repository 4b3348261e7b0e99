package dev.drydock.catalog.ruby;

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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GemspecCatalogerTest {
  private static final GemspecCataloger CATALOGER = new GemspecCataloger(Limits.defaults());
  private static final String PLACE = "usr/lib/ruby/gems/3.1.0/specifications/";
  private static final String INSTALLED =
      """
      # -*- encoding: utf-8 -*-
      # stub: nokogiri 1.15.0 x86_64-linux lib

      Gem::Specification.new do |s|
        s.name = "nokogiri".freeze
        s.version = "1.15.0"
        s.platform = "x86_64-linux".freeze

        s.required_rubygems_version = Gem::Requirement.new(">= 0".freeze) if s.respond_to? :x=
        s.description = "s.version = \\"9.9.9\\"\\n".freeze
        s.licenses = ["MIT".freeze, "Apache-2.0".freeze]
        s.rubygems_version = "3.4.1".freeze
        s.specification_version = 4
      end
      """;

  @Test
  void readsWhatRubyGemsWritesForAnInstalledGem() throws Exception {
    RecordedDiscoveries found = gem("nokogiri-1.15.0-x86_64-linux", INSTALLED);

    assertThat(found.purls()).containsExactly("pkg:gem/nokogiri@1.15.0?platform=x86_64-linux");
    Component gem = found.component("nokogiri");
    assertThat(gem.version()).isEqualTo("1.15.0");
    assertThat(gem.licences()).containsExactly("MIT", "Apache-2.0");
    assertThat(gem.locations())
        .containsExactly(new Location(PLACE + "nokogiri-1.15.0-x86_64-linux.gemspec", 0));
    assertThat(gem.evidence()).isEqualTo(new Evidence("gemspec", "specification"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      value = {
        "s.version = '1.2.3'; 1.2.3",
        "s.version=\"1.2.3\".freeze; 1.2.3",
        "s.version = %q<1.2.3>; 1.2.3",
        "s.version = %q{1.2.3}.freeze # last; 1.2.3",
        "s.version = Gem::Version.new(\"1.2.3.pre1\"); 1.2.3.pre1",
        "s.version   =   \"1.2.3\" if true; 1.2.3",
        "s.version = VERSION; 4.5.6",
        "s.version = Some::Thing::VERSION; 4.5.6",
        "s.version = Some::VERSION.dup; 4.5.6",
        "s.version = \"#{VERSION}\"; 4.5.6",
        "s.version = \"#{VERSION}.1\"; 4.5.6.1",
        "s.version = \"#{UNKNOWN}.1\"; 7.8.9",
        "s.version = VERSION + '.beta'; 7.8.9",
        "s.version = File.read('VERSION').strip; 7.8.9",
        "s.version = OTHER::VALUE; 7.8.9",
        "s.versions = '1.2.3'; 7.8.9",
        "t.version = '1.2.3'; 7.8.9",
        "# s.version = '1.2.3'; 7.8.9",
        "s.version == '1.2.3'; 7.8.9",
      })
  void theVersionIsReadInAllItsForms(String line, String version) throws Exception {
    String text =
        "VERSION = '4.5.6'\n# stub: app 7.8.9 ruby lib\nGem::Specification.new do |s|\n"
            + "  s.name = 'app'\n  "
            + line
            + "\nend\n";

    assertThat(gem("app", text).namesAndVersions()).containsExactly("app " + version);
  }

  @ParameterizedTest
  @CsvSource({
    "app-1.2.3, app 1.2.3",
    "app-1.2.3-java, app 1.2.3",
    "app-1.2.3.rc1-x86_64-linux, app 1.2.3.rc1",
  })
  void theFileNameTellsWhatIsComputed(String file, String expected) throws Exception {
    assertThat(
            gem(
                    file,
                    """
                    require_relative "lib/app/version"
                    Gem::Specification.new do |spec|
                      spec.name    = "app"
                      spec.version = App::VERSION
                    end
                    """)
                .namesAndVersions())
        .containsExactly(expected);
    assertThat(
            gem(file, "Gem::Specification.new { |s| s.name = NAME\n s.version = V }")
                .namesAndVersions())
        .containsExactly(expected);
  }

  @Test
  void nameAndVersionMayBeArguments() throws Exception {
    assertThat(gem("x", "Gem::Specification.new('app', '1.0') do |spec|\n end").namesAndVersions())
        .containsExactly("app 1.0");
    assertThat(
            gem("x", "Gem::Specification.new \"app\", VERSION do |s|\n s.version = \"2.0\"\nend")
                .namesAndVersions())
        .containsExactly("app 2.0");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "s.license = 'MIT'; [MIT]",
        "s.licenses = %w[MIT GPL-2.0]; [MIT, GPL-2.0]",
        "s.licenses = [\"Ruby\".freeze,\"BSDL\".freeze, \"PSFL\".freeze]; [Ruby, BSDL, PSFL]",
        "s.licenses = [%q{MIT}.freeze]; [MIT]",
        "s.licenses = [unknown]; []",
        "s.licenses = [; []",
      })
  void licencesAreReadInAllTheirForms(String line, String licences) throws Exception {
    String text = "Gem::Specification.new do |s|\n s.name='a'\n s.version='1'\n " + line + "\nend";

    assertThat(gem("a-1", text).component("a").licences()).hasToString(licences);
  }

  @ParameterizedTest
  @ValueSource(strings = {"%w", "%W", "%w[", "%q", "%", "[", "[%w", "'", ""})
  void aSpecificationMayEndInTheMiddle(String end) throws Exception {
    String text =
        "Gem::Specification.new do |s|\n  s.name = 'a'\n  s.version = '1'\n  s.licenses = ";

    assertThat(gem("a-1", text + end).purls()).containsExactly("pkg:gem/a@1");
  }

  @Test
  void licencesMayGoOverSeveralLines() throws Exception {
    assertThat(
            gem(
                    "a-1",
                    """
                    Gem::Specification.new do |s|
                      s.name = 'a'
                      s.version = '1'
                      s.licenses = [
                        'MIT',
                        'Ruby'
                      ]
                    end
                    """)
                .component("a")
                .licences())
        .containsExactly("MIT", "Ruby");
  }

  @Test
  void gemsThatComeWithRubyCountAndSourcesDoNot() throws Exception {
    DirectoryTree tree =
        DirectoryTree.empty()
            .file(PLACE + "default/json-2.6.1.gemspec", spec("json", "2.6.1"))
            .file("specifications/a-1.gemspec", spec("a", "1"))
            .file("usr/lib/ruby/gems/3.1.0/gems/rack-2.2.3/rack.gemspec", spec("rack", "2.2.3"))
            .file("app/app.gemspec", spec("app", "1.0"))
            .file("app/myspecifications/b.gemspec", spec("b", "1.0"))
            .file(PLACE + "empty.gemspec", "");

    RecordedDiscoveries found = CatalogerRun.over(tree, CATALOGER);

    assertThat(found.namesAndVersions()).containsExactly("a 1", "json 2.6.1");
    assertThat(found.unreadable()).isEmpty();
  }

  @Test
  void whatIsNoSpecificationIsUnreadable() throws Exception {
    RecordedDiscoveries found =
        gem("bad", "Gem::Specif\n  s.name = 'foo'\n  s.version = '1.2.3'\n");

    assertThat(found.components()).isEmpty();
    assertThat(found.unreadable())
        .containsExactly(
            PLACE
                + "bad.gemspec: "
                + PLACE
                + "bad.gemspec does not tell the name and the version of a gem");
  }

  @Test
  void damagedSpecificationsGiveAResultOrAreUnreadable() {
    Mutations.of(INSTALLED.getBytes(StandardCharsets.UTF_8), 9, 5_000)
        .forEach(
            bytes -> {
              try {
                CatalogerRun.over(
                    DirectoryTree.empty().file(PLACE + "a.gemspec", bytes), CATALOGER);
              } catch (InterruptedException e) {
                throw new AssertionError(e);
              }
            });
  }

  private static String spec(String name, String version) {
    return "Gem::Specification.new do |s|\n s.name = '%s'\n s.version = '%s'\nend\n"
        .formatted(name, version);
  }

  private static RecordedDiscoveries gem(String file, String text) throws InterruptedException {
    return CatalogerRun.over(
        DirectoryTree.empty().file(PLACE + file + ".gemspec", text), CATALOGER);
  }
}
