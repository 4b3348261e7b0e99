package dev.drydock.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SourceAddressTest {

  @ParameterizedTest
  @CsvSource({
    "https://host/a.git, git+https://host/a.git@c0ffee",
    "git+https://host/a.git, git+https://host/a.git@c0ffee",
    "https://user:secret@host/a.git, git+https://host/a.git@c0ffee",
    "git@host:owner/a.git, git+ssh://git@host/owner/a.git@c0ffee",
    "ssh://git@host/a.git, git+ssh://git@host/a.git@c0ffee",
    "git://host/a.git, git://host/a.git@c0ffee",
    "/srv/git/a.git, git+file:///srv/git/a.git@c0ffee",
  })
  void addressesThatGitTakesBecomeVcsUrls(String address, String url) {
    assertThat(SourceAddress.git(address, "c0ffee")).isEqualTo(url);
    assertThat(SourceAddress.git(address, "")).isEqualTo(url.substring(0, url.length() - 7));
  }

  @Test
  void usersAreLeftOutAndNothingElse() {
    assertThat(SourceAddress.withoutUser("https://a:b@c@host/x@y")).isEqualTo("https://host/x@y");
    assertThat(SourceAddress.withoutUser("https://host/x@y")).isEqualTo("https://host/x@y");
    assertThat(SourceAddress.withoutUser("https://token@host")).isEqualTo("https://host");
    assertThat(SourceAddress.withoutUser("a@b")).isEqualTo("a@b");
    assertThat(SourceAddress.withoutUser("")).isEmpty();
  }

  @Test
  void hostsAreComparedWhole() {
    assertThat(SourceAddress.of("https://rubygems.org/", "rubygems.org")).isTrue();
    assertThat(SourceAddress.of("https://index.rubygems.org:443", "rubygems.org")).isTrue();
    assertThat(SourceAddress.of("https://u:p@rubygems.org", "rubygems.org")).isTrue();
    assertThat(SourceAddress.of("https://notrubygems.org/", "rubygems.org")).isFalse();
    assertThat(SourceAddress.of("https://example.org/rubygems.org", "rubygems.org")).isFalse();
  }
}
