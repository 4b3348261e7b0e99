package dev.drydock.bom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.packageurl.PackageURL;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PurlTest {
  @ParameterizedTest
  @CsvSource({
    "deb, debian, libstdc++6, 10.2.1-6, pkg:deb/debian/libstdc%2B%2B6@10.2.1-6",
    "deb, Debian, Curl, 1:7.74~rc1+b2, pkg:deb/debian/curl@1:7.74~rc1%2Bb2",
    "rpm, fedora, perl-Errno, 1.30-470.fc37, pkg:rpm/fedora/perl-Errno@1.30-470.fc37",
    "npm, @angular, core, 1.0.0, pkg:npm/%40angular/core@1.0.0",
    "npm, '', JSONStream, 1.0.0, pkg:npm/JSONStream@1.0.0",
    "pypi, '', Django_-REST.framework, 1, pkg:pypi/django-rest-framework@1",
    "hex, Acme, Jason, 1.4.1, pkg:hex/acme/jason@1.4.1",
    "alpm, Arch, Pacman, 1:6.0-1, pkg:alpm/arch/pacman@1:6.0-1",
    "luarocks, '', LuaSocket, 3.1.0-1, pkg:luarocks/luasocket@3.1.0-1",
    "brew, '', Postgresql@12, 12.17, pkg:brew/postgresql%4012@12.17",
    "golang, github.com/A/b, C, v1.2.3+incompatible,"
        + " pkg:golang/github.com/A/b/C@v1.2.3%2Bincompatible",
    "maven, org.apache, a b, 1/2?x#y, pkg:maven/org.apache/a%20b@1%2F2%3Fx%23y",
    "generic, '', snow☃😀, '', pkg:generic/snow%E2%98%83%F0%9F%98%80",
  })
  void canonicalForm(String type, String namespace, String name, String version, String expected) {
    assertThat(Purl.of(type, namespace, name, version)).hasToString(expected);
  }

  @Test
  void qualifiersAreSortedAndEmptyOnesLeftOut() {
    Purl purl =
        Purl.of(
            "deb", "debian", "x", "1", Map.of("upstream", "a@1:2", "arch", "amd64", "distro", ""));
    assertThat(purl).hasToString("pkg:deb/debian/x@1?arch=amd64&upstream=a%401:2");
  }

  @Test
  void qualifiersWithAKeyThatIsNoneAreLeftOut() {
    assertThat(Purl.parse("pkg:npm/a@1?i#n=y#z").toString()).isEqualTo("pkg:npm/a@1");
    assertThat(Purl.parse("pkg:npm/a@1?i n=y&arch=x").toString()).isEqualTo("pkg:npm/a@1?arch=x");
  }

  @ParameterizedTest
  @CsvSource({
    "pkg:golang/github.com/a/b@v5.1.0#v5, pkg:golang/github.com/a/b/v5@v5.1.0",
    "pkg:GOLANG/github.com/a/b@v1.2.0#/api/./rest/, pkg:golang/github.com/a/b/api/rest@v1.2.0",
    "pkg:golang/github.com/a/b?type=module#v2, pkg:golang/github.com/a/b/v2?type=module",
    "pkg:golang/github.com/a/b@v1.2.0#c%2525d, pkg:golang/github.com/a/b/c%2525d@v1.2.0",
  })
  void aSubpathMayEndThePathOfAGoModule(String purl, String whole) {
    assertThat(Purl.parse(purl)).hasToString(whole);
  }

  @ParameterizedTest
  @CsvSource({
    // two parts and four: whoever wrote this knows where the module ends
    "pkg:golang/example.org/b@v1.2.0#api, pkg:golang/example.org/b@v1.2.0",
    "pkg:golang/github.com/a/b/v5@v5.1.0#pool, pkg:golang/github.com/a/b/v5@v5.1.0",
    "pkg:golang/github.com/a/b@1.2.0#api, pkg:golang/github.com/a/b@1.2.0",
    "pkg:golang/github.com/a/b@v1.2.0?type=package#api,"
        + " pkg:golang/github.com/a/b@v1.2.0?type=package",
    "pkg:npm/a/b/c@v1#api, pkg:npm/a/b/c@v1",
  })
  void otherSubpathsArePassedOver(String purl, String whole) {
    assertThat(Purl.parse(purl)).hasToString(whole);
  }

  @ParameterizedTest
  @CsvSource({
    "pkg:npm/@scope/a, pkg:npm/%40scope/a",
    "pkg:npm/@scope/a@1, pkg:npm/%40scope/a@1",
    "pkg:brew/node@20@20.1, pkg:brew/node%4020@20.1",
  })
  void theLastAtSignIsThatOfTheVersionUnlessAScopeStartsWithIt(String purl, String canonical) {
    assertThat(Purl.parse(purl)).hasToString(canonical);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"pkg:npm", "pkg:npm/", "pkg:maven/@1.3", "pkg:a&b/c", "pkg%3Anpm/a", "npm/a@1"})
  void whatHasNoTypeOrNoNameIsNone(String text) {
    assertThatThrownBy(() -> Purl.parse(text)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aSubspecOfAPodIsItsSubpathAndThoseOfOtherTypesArePassedOver() {
    Purl subspec = Purl.parse("pkg:cocoapods/Google@7.5.2?a=b#./NSData+zlib//../Deep%20er/");

    assertThat(subspec.subpath()).isEqualTo("NSData+zlib/Deep er");
    assertThat(subspec).hasToString("pkg:cocoapods/Google@7.5.2?a=b#NSData%2Bzlib/Deep%20er");
    assertThat(Purl.parse(subspec.toString())).isEqualTo(subspec);
    assertThat(subspec.at("8")).hasToString("pkg:cocoapods/Google@8?a=b#NSData%2Bzlib/Deep%20er");
    assertThat(PackageName.of(subspec, null)).isEqualTo("Google/NSData+zlib/Deep er");
    assertThat(Purl.parse("pkg:cocoapods/Google#..")).hasToString("pkg:cocoapods/Google");
    assertThat(Purl.parse("pkg:golang/example.org/a@v1#b/c"))
        .hasToString("pkg:golang/example.org/a@v1");
  }

  @Test
  void needsATypeAndAName() {
    assertThatThrownBy(() -> Purl.of("", null, "x", null))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Purl.of("npm", null, "", null))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void otherReadersUnderstandIt() throws Exception {
    SplittableRandom random = new SplittableRandom(1);
    String alphabet = "abcXYZ019.-_~:/@?#%&=+ ,;()[]\"'\\|";
    for (int i = 0; i < 3000; i++) {
      String name = "n" + text(random, alphabet, 10);
      String version = "v" + text(random, alphabet, 10);
      String qualifier = "q" + text(random, alphabet, 10);
      Purl purl =
          new Purl(
              "generic", "space/" + "s", name, version, new TreeMap<>(Map.of("key", qualifier)));
      PackageURL read = new PackageURL(purl.toString());
      assertThat(read.getName()).isEqualTo(name);
      assertThat(read.getVersion()).isEqualTo(version);
      assertThat(read.getNamespace()).isEqualTo("space/s");
      assertThat(read.getQualifiers()).isEqualTo(Map.of("key", qualifier));
    }
  }

  private static String text(SplittableRandom random, String alphabet, int most) {
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(most); i > 0; i--) {
      text.append(alphabet.charAt(random.nextInt(alphabet.length())));
    }
    return text.append('e').toString(); // that reader trims spaces at the end
  }
}
