package dev.drydock.cache.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class S3LocationTest {
  private static String address(String text) {
    return address(text, Map.of());
  }

  private static String address(String text, Map<String, String> environment) {
    return S3Location.parse(text, environment).address("x.layer").toString();
  }

  @Test
  void amazonsOwn() {
    assertThat(address("s3://layers"))
        .isEqualTo("https://layers.s3.us-east-1.amazonaws.com/x.layer");
    assertThat(address("s3://layers/ci//drydock/?region=eu-central-1"))
        .isEqualTo("https://layers.s3.eu-central-1.amazonaws.com/ci/drydock/x.layer");
    assertThat(address("s3://my.layers/ci", Map.of("AWS_REGION", "cn-north-1")))
        .isEqualTo("https://s3.cn-north-1.amazonaws.com.cn/my.layers/ci/x.layer");
  }

  @Test
  void others() {
    assertThat(address("s3://layers/ci?endpoint=https://minio.example.org:9000/"))
        .isEqualTo("https://minio.example.org:9000/layers/ci/x.layer");
    assertThat(address("s3://layers?endpoint=minio.example.org"))
        .isEqualTo("https://minio.example.org/layers/x.layer");
    Map<String, String> environment =
        Map.of(
            "AWS_ENDPOINT_URL_S3", "http://127.0.0.1:9000",
            "AWS_ENDPOINT_URL", "https://other.example.org",
            "AWS_DEFAULT_REGION", "garage");
    assertThat(address("s3://layers", environment))
        .isEqualTo("http://127.0.0.1:9000/layers/x.layer");
    S3Location location = S3Location.parse("s3://layers", environment);
    assertThat(location.region()).isEqualTo("garage");
    assertThat(address("s3://layers?endpoint=https://named.example.org", environment))
        .isEqualTo("https://named.example.org/layers/x.layer");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "s3:",
        "s3://",
        "s3:///prefix",
        "S3://layers",
        "s3://Layers",
        "s3://la",
        "s3://a..b",
        "s3://user@host/x",
        "s3://layers/../other",
        "s3://layers/a b",
        "s3://layers/%2e%2e/x",
        "s3://layers/é",
        "s3://layers?profile=x",
        "s3://layers?region=US EAST",
        "s3://layers?region=x/../y",
        "s3://layers?endpoint=ftp://h",
        "s3://layers?endpoint=https://user:secret@h",
        "s3://layers?endpoint=https://h/path",
        "s3://layers?endpoint=https://",
        "s3://layers?endpoint=:",
      })
  void refused(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> S3Location.parse(text, Map.of()))
        .satisfies(e -> assertThat(e.getMessage()).doesNotContain("secret", "\n"));
  }
}
