package dev.drydock.catalog.binary;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProgramsTest {
  private static final Path SUPPORTED = Path.of("..", "docs", "supported.md");

  @Test
  void everyProgramIsThereOnceAndHasFilesAndSignatures() {
    assertThat(Programs.all()).extracting(Program::name).doesNotHaveDuplicates();
    assertThat(Programs.all())
        .allSatisfy(
            program -> {
              assertThat(program.files()).isNotEmpty().doesNotHaveDuplicates();
              assertThat(program.signatures()).isNotEmpty().doesNotHaveDuplicates();
            });
  }

  @Test
  void everyFileNameLeadsToItsProgram() {
    for (Program program : Programs.all()) {
      for (String file : program.files()) {
        assertThat(Programs.named(file.replace("#", "3.11").replace("*", "0a")))
            .as(file)
            .contains(program);
      }
    }
  }

  @Test
  void aNumberMayStandInNamesThatHaveAPlaceForIt() {
    assertThat(names("python3.11")).containsExactly("python");
    assertThat(names("libpython3.11.so.1.0")).containsExactly("python");
    assertThat(names("libcrypto.so.3")).containsExactly("openssl");
    assertThat(names("librustc_driver-2ac4dc0e5fac42cf.so")).containsExactly("rust");
    assertThat(names("node.exe")).containsExactly("node");
    assertThat(names("nginx")).containsExactly("nginx", "openresty");
  }

  @Test
  void namesOfOtherFilesLeadNowhere() {
    for (String file :
        List.of(
            "python3.11-config",
            "python3.11.so",
            "pythonw",
            "nginx1",
            "libcrypto.a",
            "libcrypto.so.3.gz",
            "libcryptography.so",
            "xnode",
            "Node",
            "",
            ".so",
            "3")) {
      assertThat(names(file)).as(file).isEmpty();
    }
  }

  /// What a file is searched for has to be rare: else every other byte has to be looked at.
  @Test
  void everySignatureHasAnAnchorThatIsRare() {
    for (Program program : Programs.all()) {
      for (String text : program.signatures()) {
        Signature signature = Signature.of(text, "2.11.3");
        assertThat(signature).as(text).isNotNull();
        assertThat(signature.anchor().length).as(text).isGreaterThanOrEqualTo(3);
      }
    }
  }

  @Test
  void theListInTheDocumentationIsThatOfTheTable() throws IOException {
    List<String> rows = new ArrayList<>();
    for (Program program : Programs.all()) {
      rows.add(
          "| "
              + program.name()
              + " | `"
              + String.join("` `", program.files())
              + "` | "
              + (program.licence().isEmpty() ? "differs" : program.licence())
              + " |");
    }
    String document = Files.readString(SUPPORTED);
    int start = document.indexOf("## Programs\n");
    String section = document.substring(start, document.indexOf("\n## ", start));
    assertThat(section.lines().filter(line -> line.startsWith("| ")).skip(2).toList())
        .as("docs/supported.md, Programs")
        .containsExactlyElementsOf(rows);
  }

  private static List<String> names(String file) {
    return Programs.named(file).stream().map(Program::name).toList();
  }
}
