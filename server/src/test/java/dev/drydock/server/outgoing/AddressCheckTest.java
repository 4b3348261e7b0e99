package dev.drydock.server.outgoing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AddressCheckTest {
  /// What names stand for here; addresses stand for themselves, as the system reads them.
  private static final Map<String, List<String>> NAMES =
      Map.of(
          "public.example", List.of("93.184.215.14", "2606:2800:21f:cb07:6820:80da:af6b:8b2c"),
          "inner.example", List.of("10.1.2.3"),
          "jira.corp.example", List.of("10.9.9.9"),
          "mixed.example", List.of("93.184.215.14", "127.0.0.1"),
          "metadata.google.internal", List.of("169.254.169.254"));

  private static AddressCheck check(String... allowed) {
    return new AddressCheck(new AllowList(List.of(allowed)), AddressCheckTest::addresses);
  }

  private static InetAddress[] addresses(String host) throws UnknownHostException {
    List<String> known = NAMES.get(host);
    if (known == null) {
      if (!host.matches("[0-9a-fx.:]+")) {
        throw new UnknownHostException(host);
      }
      return InetAddress.getAllByName(host); // literals only: asks nobody
    }
    return known.stream().map(InetAddress::ofLiteral).toArray(InetAddress[]::new);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "127.0.0.1", "127.9.9.9", "0.0.0.0", "10.0.0.1", "172.16.0.1", "172.31.255.255", "192.168.1.1",
        "169.254.169.254", "100.100.100.200", "192.0.0.192", "168.63.129.16", "224.0.0.1", "239.1.1.1",
        "255.255.255.255", "198.18.0.1", "203.0.113.9", "2130706433", "127.1", "::1", "::",
        "::ffff:127.0.0.1", "::ffff:10.0.0.1", "::127.0.0.1", "fe80::1", "fc00::1", "fd00:ec2::254",
        "ff02::1", "64:ff9b::7f00:1", "64:ff9b::a9fe:a9fe", "64:ff9b:1::1", "2002:7f00:1::",
        "2001:0:7f00:1::", "2001:db8::1", "100::1", "inner.example", "mixed.example",
        "metadata.google.internal"
      })
  void refusesWhatIsNotPublic(String host) {
    assertThatThrownBy(() -> check().addresses(host))
        .isInstanceOf(RefusedAddressException.class)
        .hasMessage(
            "%s is in a network that is not public: an operator who wants it reached adds it to drydock.outgoing.allow",
            host);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "93.184.215.14", "172.32.0.1", "100.128.0.1", "11.0.0.1", "2606:4700::1111", "2a00:1450::1",
        "64:ff9b::5db8:d70e"
      })
  void takesWhatIsPublic(String host) throws UnknownHostException {
    assertThat(check().addresses(host)).containsExactly(InetAddress.ofLiteral(host));
  }

  @Test
  void givesAllAddressesOfANameThatWereChecked() throws UnknownHostException {
    assertThat(check().addresses("PUBLIC.example"))
        .extracting(InetAddress::getHostAddress)
        .containsExactly("93.184.215.14", "2606:2800:21f:cb07:6820:80da:af6b:8b2c");
    assertThatThrownBy(() -> check().addresses("nowhere.example"))
        .isInstanceOf(UnknownHostException.class)
        .isNotInstanceOf(RefusedAddressException.class);
  }

  @Test
  void theOperatorAllowsHostsDomainsAndNetworks() throws UnknownHostException {
    assertThat(check("inner.example").addresses("inner.example")).hasSize(1);
    assertThat(check("*.corp.example").addresses("jira.corp.example")).hasSize(1);
    assertThat(check(".corp.example").addresses("jira.corp.example")).hasSize(1);
    assertThat(check("10.0.0.0/8").addresses("jira.corp.example")).hasSize(1);
    assertThat(check("fd00::/8").addresses("fd00:1::2")).hasSize(1);
    assertThatThrownBy(() -> check("corp.example", "10.9.9.0/29").addresses("jira.corp.example"))
        .isInstanceOf(RefusedAddressException.class);
    assertThatThrownBy(() -> check("10.0.0.0/8").addresses("mixed.example"))
        .isInstanceOf(RefusedAddressException.class);
    for (String bad : List.of("10.0.0.0/33", "10.0.0/8/8", "300.1.1.1", "a/b", "::1/129")) {
      assertThatThrownBy(() -> check(bad))
          .as(bad)
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageStartingWith("drydock.outgoing.allow: \"" + bad + "\" is neither");
    }
  }

  @Test
  void addressesAreWholeAndSecureAndHoldNoPassword() throws RefusedAddressException {
    assertThat(check().host(URI.create("https://Public.Example/hook"))).isEqualTo("public.example");
    assertThat(check().host(URI.create("https://[2606:4700::1111]:8443/")))
        .isEqualTo("2606:4700::1111");
    assertThat(check("inner.example").host(URI.create("http://inner.example/")))
        .isEqualTo("inner.example");
    assertThat(check("10.0.0.0/8").host(URI.create("http://10.1.1.1/"))).isEqualTo("10.1.1.1");
    Stream.of(
            "http://public.example/",
            "http://10.1.1.1/",
            "ftp://public.example/",
            "file:///etc/passwd",
            "https:opaque",
            "/path",
            "https:///path",
            "https://under_score/",
            "https://user:word@public.example/")
        .forEach(
            bad ->
                assertThatThrownBy(() -> check().host(URI.create(bad)))
                    .as(bad)
                    .isInstanceOf(RefusedAddressException.class)
                    .hasMessageNotContaining("word@"));
  }
}
