package dev.drydock.image.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProxyRulesTest {
  private static final Map<String, String> BOTH =
      Map.of("HTTP_PROXY", "http://plain:3128", "https_proxy", "secure:8080");

  @Test
  void schemeOfTheTargetChoosesTheProxy() {
    ProxyRules rules = ProxyRules.fromEnvironment(BOTH);
    assertThat(rules.proxyFor(URI.create("http://a.example/"))).hasToString("http://plain:3128");
    assertThat(rules.proxyFor(URI.create("https://a.example/"))).hasToString("http://secure:8080");
    assertThat(ProxyRules.none().proxyFor(URI.create("https://a.example/"))).isNull();
  }

  @Test
  void lowerCaseNameComesFirst() {
    ProxyRules rules =
        ProxyRules.fromEnvironment(Map.of("HTTPS_PROXY", "http://up", "https_proxy", "http://low"));
    assertThat(rules.proxyFor(URI.create("https://a.example/"))).hasToString("http://low");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://localhost/",
        "https://localhost:5000/",
        "http://127.9.9.9/",
        "http://[::1]:5000/"
      })
  void thisMachineNeedsNoProxy(String target) {
    assertThat(ProxyRules.fromEnvironment(BOTH).proxyFor(URI.create(target))).isNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"http://localhost/", "https://127.0.0.2:5000/", "https://a.example/"})
  void theOneWayOutIsTakenByEverything(String target) {
    ProxyRules rules =
        ProxyRules.fromEnvironment(
            Map.of(
                "DRYDOCK_PROXY",
                "http://one:1",
                "HTTPS_PROXY",
                "http://other:2",
                "http_proxy",
                "http://other:2",
                "NO_PROXY",
                "*"));
    assertThat(rules.proxyFor(URI.create(target))).hasToString("http://one:1");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "example.com | https://example.com/ | true",
        "example.com | https://reg.example.com/ | true",
        "example.com | https://notexample.com/ | false",
        ".example.com | https://reg.example.com/ | true",
        ".example.com | https://example.com/ | false",
        "*.example.com | https://reg.example.com/ | true",
        "EXAMPLE.com | https://Reg.Example.COM/ | true",
        "* | https://anything/ | true",
        "a, example.com ,b | https://example.com/ | true",
        "reg.example:5000 | https://reg.example:5000/ | true",
        "reg.example:5000 | https://reg.example/ | false",
        "10.0.0.0/8 | https://10.200.3.4/ | true",
        "10.0.0.0/8 | https://11.0.0.1/ | false",
        "10.0.0.0/99 | https://10.0.0.1/ | false",
        "0.0.0.0/0 | https://1.2.3.4/ | true",
        "192.168.1.5 | https://192.168.1.5/ | true",
        "[fd00::1] | https://[fd00::1]/ | true",
      })
  void noProxyNamesWhatIsReachedDirectly(String list, String target, boolean direct) {
    ProxyRules rules =
        ProxyRules.fromEnvironment(Map.of("https_proxy", "http://proxy", "NO_PROXY", list));
    if (direct) {
      assertThat(rules.proxyFor(URI.create(target))).isNull();
    } else {
      assertThat(rules.proxyFor(URI.create(target))).hasToString("http://proxy");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"socks5://user:secret@x", "http://", "http://user:secret@", "h ttp://secret"})
  void proxyThatIsNoneIsSaidWithoutItsPassword(String value) {
    assertThatThrownBy(() -> ProxyRules.fromEnvironment(Map.of("HTTP_PROXY", value)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("http_proxy")
        .message()
        .doesNotContain("secret");
  }

  @Test
  void requestGoesThroughTheProxyWithItsPassword() throws Exception {
    try (PlayedRegistry proxy = new PlayedRegistry()) {
      proxy.on("/v2/", (exchange, _) -> PlayedRegistry.send(exchange, 200, Map.of(), "through"));
      RegistrySettings settings = TestSettings.quick();
      RegistrySettings proxied =
          RegistrySettings.defaults(
              ProxyRules.fromEnvironment(Map.of("http_proxy", "http://ann:p%40ss@" + proxy.host())),
              settings.userAgent(),
              settings.clock(),
              settings.random());
      try (Transport.Response response =
          new UrlTransport(proxied)
              .send(Transport.Request.get(URI.create("http://registry.invalid/v2/"), Map.of()))) {
        assertThat(response.status()).isEqualTo(200);
      }
      PlayedRegistry.Asked asked = proxy.asked("/v2/").getFirst();
      assertThat(asked.header("Host")).isEqualTo("registry.invalid");
      assertThat(asked.header("Proxy-Authorization")).isEqualTo("Basic YW5uOnBAc3M=");
    }
  }
}
