package dev.drydock.attest.envelope;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drydock.limits.Limits;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EnvelopeTest {
  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static Envelope read(String json) throws IOException {
    return Envelope.read(bytes(json), Limits.defaults(), "the envelope");
  }

  /// The example of the DSSE protocol.
  @Test
  void preAuthenticationEncodingIsThatOfTheSpecification() {
    assertThat(
            Envelope.preAuthenticationEncoding(
                "http://example.com/HelloWorld", bytes("hello world")))
        .isEqualTo(bytes("DSSEv1 29 http://example.com/HelloWorld 11 hello world"));
    assertThat(Envelope.preAuthenticationEncoding("", new byte[0]))
        .isEqualTo(bytes("DSSEv1 0  0 "));
    assertThat(Envelope.preAuthenticationEncoding("é", new byte[] {-1}))
        .isEqualTo(
            new byte[] {
              'D',
              'S',
              'S',
              'E',
              'v',
              '1',
              ' ',
              '2',
              ' ',
              (byte) 0xc3,
              (byte) 0xa9,
              ' ',
              '1',
              ' ',
              -1
            });
  }

  @Test
  void bothAlphabetsOfBase64AreRead() throws IOException {
    for (String payload : new String[] {"+/8=", "-_8=", "-_8"}) {
      Envelope envelope =
          read(
              "{\"payloadType\":\"t\",\"payload\":\"%s\",\"signatures\":[{\"sig\":\"AQI=\"},{\"sig\":\"Aw==\",\"keyid\":\"k\"}]}"
                  .formatted(payload));
      assertThat(envelope.payload()).isEqualTo(new byte[] {(byte) 0xfb, (byte) 0xff});
      assertThat(envelope.payloadType()).isEqualTo("t");
      assertThat(envelope.signatures()).containsExactly(new byte[] {1, 2}, new byte[] {3});
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"payloadType\":\"t\",\"payload\":\"AA==\",\"signatures\":[]}",
        "{\"payloadType\":\"t\",\"payload\":\"AA==\"}",
        "{\"payloadType\":\"t\",\"signatures\":[{\"sig\":\"AA==\"}]}",
        "{\"payload\":\"AA==\",\"signatures\":[{\"sig\":\"AA==\"}]}",
        "{\"payloadType\":\"t\",\"payload\":\"AA==\",\"signatures\":[{\"keyid\":\"AA==\"}]}",
        "{\"payloadType\":\"t\",\"payload\":\"*\",\"signatures\":[{\"sig\":\"AA==\"}]}",
        "{\"payloadType\":\"t\",\"payload\":\"+_8=\",\"signatures\":[{\"sig\":\"AA==\"}]}",
        "{\"payloadType\":\"t\",\"payload\":\"AA==\",\"Payload\":\"AQ==\",\"signatures\":[{\"sig\":\"AA==\"}]}",
        "{\"payloadType\":\"t\",\"payload\":\"AA==\",\"payload\":\"AQ==\",\"signatures\":[{\"sig\":\"AA==\"}]}"
      })
  void whatIsNoEnvelopeIsRefused(String json) {
    assertThatThrownBy(() -> read(json))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith("the envelope ");
  }

  @Test
  void envelopeMayNotHaveAnyNumberOfSignatures() {
    String many = "{\"sig\":\"AA==\"},".repeat(1_000) + "{\"sig\":\"AA==\"}";
    assertThatThrownBy(
            () -> read("{\"payloadType\":\"t\",\"payload\":\"\",\"signatures\":[" + many + "]}"))
        .hasMessageContaining("more than 32 signatures");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"mediaType\":\"application/json\",\"messageSignature\":{\"signature\":\"AA==\"}}",
        "{\"messageSignature\":{\"signature\":\"AA==\"}}",
        "{\"mediaType\":\"application/vnd.dev.sigstore.bundle.v0.3+json\"}",
        "{\"mediaType\":\"application/vnd.dev.sigstore.bundle.v0.3+json\",\"messageSignature\":{}}",
        "{\"mediaType\":\"application/vnd.dev.sigstore.bundle.v0.3+json\",\"dsseEnvelope\":{}}",
        "{\"mediaType\":\"application/vnd.dev.sigstore.bundle.v0.3+json\",\"messageSignature\":{\"signature\":\"AA==\"},\"dsseEnvelope\":{\"payloadType\":\"t\",\"payload\":\"\",\"signatures\":[{\"sig\":\"\"}]}}"
      })
  void whatIsNoBundleIsRefused(String json) {
    assertThatThrownBy(() -> Bundle.read(bytes(json), Limits.defaults(), "the bundle"))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith("the bundle ");
  }

  @Test
  void bundleHoldsASignatureOfSomethingElseToo() throws IOException {
    assertThat(
            Bundle.read(
                bytes(
                    "{\"mediaType\":\"application/vnd.dev.sigstore.bundle+json;version=0.2\","
                        + "\"messageSignature\":{\"messageDigest\":{},\"signature\":\"AQI=\"}}"),
                Limits.defaults(),
                "the bundle"))
        .isInstanceOfSatisfying(
            Bundle.OfMessage.class,
            bundle -> assertThat(bundle.signature()).isEqualTo(new byte[] {1, 2}));
  }
}
