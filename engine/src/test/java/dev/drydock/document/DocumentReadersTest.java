package dev.drydock.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drydock.json.Json;
import dev.drydock.limits.LimitExceededException;
import dev.drydock.limits.Limits;
import dev.drydock.testkit.Mutations;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DocumentReadersTest {
  private static final String YAML =
      """
      lockfileVersion: '6.0'
      settings: {autoInstallPeers: true, none: ~, empty: }
      packages:
        /ms@2.10:
          version: 2.10
          dev: false
          needs: &common [a, "b", 3]
          also: *common
      ---
      second: document
      """;
  private static final String TOML =
      """
      version = 3
      at = 2024-05-01T10:00:00Z

      [[package]]
      name = "serde"
      version = "1.0.10"
      dependencies = ["a", 'b c']

      [[package]]
      name = "log"
      metadata.deep = { x = 1.5, y = true }
      """;
  private static final String XML =
      """
      <?xml version="1.0" encoding="UTF-8"?>
      <p:project xmlns:p="urn:p" p:id="7">
        <!-- no comment -->
        <p:name> a <![CDATA[<b>]]> &amp; c </p:name>
        <p:deps><dep v="1"/><dep v="2"/></p:deps>
      </p:project>
      """;

  private final YamlReader yaml = new YamlReader(Limits.defaults());
  private final TomlReader toml = new TomlReader(Limits.defaults());
  private final XmlReader xml = new XmlReader(Limits.defaults());

  @Test
  void yamlKeepsNumbersAsTheyAreWritten() throws Exception {
    Json document = yaml.read(YAML.getBytes(StandardCharsets.UTF_8), "pnpm-lock.yaml");
    assertThat(document.text("lockfileVersion")).isEqualTo("6.0");
    assertThat(document.get("settings").orElseThrow().isTrue("autoInstallPeers")).isTrue();
    assertThat(document.get("settings").orElseThrow().get("none")).isEmpty();
    assertThat(document.get("settings").orElseThrow().get("empty")).isEmpty();
    Json ms = document.get("packages").orElseThrow().get("/ms@2.10").orElseThrow();
    assertThat(ms.text("version")).isEqualTo("2.10");
    assertThat(ms.texts("also")).containsExactly("a", "b", "3");
    assertThat(document.get("second")).isEmpty();
  }

  @Test
  void anEmptyYamlDocumentIsNull() throws Exception {
    assertThat(yaml.read(new byte[0], "empty")).isEqualTo(new Json.Null());
    assertThat(yaml.read("# a comment\n".getBytes(StandardCharsets.UTF_8), "comment"))
        .isEqualTo(new Json.Null());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"\"\\x", "a: \"\\u", "\"\\U", "\"\\UFFFFFFFF\"", "\"\\U00110000\"", "\"\\xg0\""})
  void anEscapeThatIsNoCharacterIsRefused(String text) {
    byte[] document = text.getBytes(StandardCharsets.UTF_8);
    assertThatThrownBy(() -> yaml.read(document, "x"))
        .isInstanceOf(InvalidYamlException.class)
        .hasMessageStartingWith("x is not valid YAML: ");
    assertThatThrownBy(() -> yaml.readPlaced(document, "x"))
        .isInstanceOf(InvalidYamlException.class);
  }

  @Test
  void allDocumentsOfAYamlStreamCanBeRead() throws Exception {
    assertThat(yaml.readAll(YAML.getBytes(StandardCharsets.UTF_8), "x"))
        .hasSize(2)
        .last()
        .extracting(document -> document.text("second"))
        .isEqualTo("document");
    assertThat(yaml.readAll(new byte[0], "x")).isEmpty();
    assertThatThrownBy(() -> yaml.readAll("&a 1\n---\n*a".getBytes(StandardCharsets.UTF_8), "x"))
        .hasMessageContaining("anchor");
  }

  @Test
  void yamlAliasesOfAliasesAreBounded() {
    String levels =
        IntStream.range(1, 40)
            .mapToObj(i -> "l%d: &l%d [*l%d, *l%d]\n".formatted(i, i, i - 1, i - 1))
            .collect(Collectors.joining("", "l0: &l0 [x, x]\n", ""));
    assertThatThrownBy(() -> yaml.read(levels.getBytes(StandardCharsets.UTF_8), "laughs.yaml"))
        .isInstanceOf(IOException.class)
        .hasMessage("laughs.yaml has more than 10,000,000 values");
  }

  @Test
  void yamlErrorsNameTheLine() {
    assertThatThrownBy(() -> yaml.read("a: 1\nb: [".getBytes(StandardCharsets.UTF_8), "x.yaml"))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith("x.yaml is not valid YAML: ")
        .hasMessageEndingWith(" in line 2")
        .message()
        .doesNotContain("\n");
  }

  @Test
  void tomlTablesAreObjects() throws Exception {
    Json document = toml.read(TOML.getBytes(StandardCharsets.UTF_8), "Cargo.lock");
    assertThat(document.integer("version")).contains(3L);
    assertThat(document.text("at")).isEqualTo("2024-05-01T10:00:00Z");
    assertThat(document.items("package"))
        .extracting(item -> item.text("name"))
        .containsExactly("serde", "log");
    assertThat(document.items("package").getFirst().texts("dependencies"))
        .containsExactly("a", "b c");
    assertThat(
            document
                .items("package")
                .getLast()
                .get("metadata")
                .flatMap(it -> it.get("deep"))
                .orElseThrow()
                .isTrue("y"))
        .isTrue();
  }

  @Test
  void tomlErrorsAreOneLine() {
    assertThatThrownBy(() -> toml.read("a = [1\n".getBytes(StandardCharsets.UTF_8), "x.toml"))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith("x.toml is not valid TOML: ")
        .message()
        .doesNotContain("\n");
  }

  @Test
  void xmlIsATreeOfLocalNames() throws Exception {
    Xml project = xml.read(XML.getBytes(StandardCharsets.UTF_8), "pom.xml");
    assertThat(project.name()).isEqualTo("project");
    assertThat(project.namespace()).isEqualTo("urn:p");
    assertThat(project.attribute("id")).isEqualTo("7");
    assertThat(project.text("name")).isEqualTo("a <b> & c");
    assertThat(project.child("deps").orElseThrow().children("dep"))
        .extracting(dep -> dep.attribute("v"))
        .containsExactly("1", "2");
    assertThat(project.text("missing")).isNull();
  }

  @Test
  void xmlIsInTheEncodingThatItSays() throws Exception {
    String latin = "<?xml version='1.0' encoding='ISO-8859-1'?><a>é</a>";
    assertThat(xml.read(latin.getBytes(StandardCharsets.ISO_8859_1), "x").text()).isEqualTo("é");
    String wide = "\ufeff<?xml version=\"1.0\" encoding=\"UTF-16\"?><a>é</a>";
    assertThat(xml.read(wide.getBytes(StandardCharsets.UTF_16LE), "x").text()).isEqualTo("é");
    assertThatThrownBy(() -> xml.read("<a>é</a>".getBytes(StandardCharsets.ISO_8859_1), "x"))
        .isInstanceOf(IOException.class)
        .hasMessage("x is not valid XML: it is not all UTF-8");
  }

  @Test
  void anotherEncodingMayBeTakenForXmlThatSaysNone() throws Exception {
    XmlReader forgiving = new XmlReader(Limits.defaults(), StandardCharsets.ISO_8859_1);
    byte[] latin = "<?xml version='1.0'?><a>é</a>".getBytes(StandardCharsets.ISO_8859_1);
    byte[] told =
        "<?xml version='1.0' encoding='UTF-8'?><a>é</a>".getBytes(StandardCharsets.ISO_8859_1);
    byte[] marked = "\u00ef\u00bb\u00bf<a>é</a>".getBytes(StandardCharsets.ISO_8859_1);

    assertThat(forgiving.read(latin, "x").text()).isEqualTo("é");
    assertThat(forgiving.read("<a>é</a>".getBytes(StandardCharsets.UTF_8), "x").text())
        .isEqualTo("é");
    for (byte[] wrong : new byte[][] {told, marked}) {
      assertThatThrownBy(() -> forgiving.read(wrong, "x"))
          .isInstanceOf(IOException.class)
          .hasMessage("x is not valid XML: it is not all UTF-8");
    }
  }

  @Test
  void aByteOrderMarkBeforeTomlIsNoPartOfIt() throws Exception {
    byte[] marked = "\ufeff[a]\nb = 'c'".getBytes(StandardCharsets.UTF_8);

    assertThat(toml.read(marked, "x").get("a").orElseThrow().text("b")).isEqualTo("c");
  }

  @Test
  void xmlReadsNothingFromOutsideAndExpandsNothing(@TempDir Path folder) throws Exception {
    Path secret = Files.writeString(folder.resolve("secret"), "s3cret");
    for (String declaration :
        new String[] {
          "<!ENTITY e SYSTEM \"" + secret.toUri() + "\">",
          "<!ENTITY e \"aaaaaaaaaa\"><!ENTITY f \"&e;&e;\">",
        }) {
      String document = "<!DOCTYPE a [" + declaration + "]><a>&e;</a>";
      assertThatThrownBy(() -> xml.read(document.getBytes(StandardCharsets.UTF_8), "x.xml"))
          .isInstanceOf(IOException.class)
          .hasMessageStartingWith("x.xml ")
          .hasMessageNotContaining("s3cret");
    }
  }

  @Test
  void depthAndLengthAreBounded() {
    String deep = "[".repeat(100_000);
    assertThatThrownBy(() -> yaml.read(deep.getBytes(StandardCharsets.UTF_8), "x"))
        .isInstanceOf(IOException.class);
    assertThatThrownBy(() -> toml.read(("a=" + deep).getBytes(StandardCharsets.UTF_8), "x"))
        .isInstanceOf(IOException.class);
    assertThatThrownBy(() -> xml.read("<a>".repeat(100_000).getBytes(StandardCharsets.UTF_8), "x"))
        .isInstanceOf(LimitExceededException.class);
    Limits small = new Limits(1, 1, 1, 1, 10, 1, 1, 1, 1, 1, 1);
    assertThatThrownBy(() -> new YamlReader(small).read(new byte[11], "x"))
        .isInstanceOf(LimitExceededException.class);
    assertThatThrownBy(() -> new TomlReader(small).read(new byte[11], "x"))
        .isInstanceOf(LimitExceededException.class);
    assertThatThrownBy(() -> new XmlReader(small).read(new byte[11], "x"))
        .isInstanceOf(LimitExceededException.class);
  }

  @Test
  void damagedDocumentsGiveATreeOrAnError() throws Exception {
    Mutations.of(YAML.getBytes(StandardCharsets.UTF_8), 11, 3_000)
        .forEach(bytes -> readable(() -> yaml.read(bytes, "x")));
    Mutations.of(TOML.getBytes(StandardCharsets.UTF_8), 11, 3_000)
        .forEach(bytes -> readable(() -> toml.read(bytes, "x")));
    Mutations.of(XML.getBytes(StandardCharsets.UTF_8), 11, 3_000)
        .forEach(bytes -> readable(() -> xml.read(bytes, "x")));
  }

  private interface Reading {
    Object read() throws IOException;
  }

  private static void readable(Reading reading) {
    try {
      assertThat(reading.read()).isNotNull();
    } catch (IOException e) {
      assertThat(e.getMessage()).isNotBlank().doesNotContain("\n");
    }
  }
}
