package dev.drydock.project.golang;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.limits.Limits;
import dev.drydock.project.ManifestCases;
import dev.drydock.project.ManifestEdit;
import dev.drydock.project.ManifestException;
import dev.drydock.text.TextEdit;
import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class GoModFormatTest {
  private final GoModFormat format = new GoModFormat(Limits.defaults());

  private ManifestCases cases() throws IOException {
    return ManifestCases.of(format, "svc/go.mod", "golang", "golang/go-mod.txt");
  }

  @TestFactory
  Stream<DynamicTest> filesAreReadAndEdited() throws IOException {
    return cases().tests();
  }

  @Test
  void damagedFilesAreSurvived() throws IOException {
    cases().surviveDamage();
  }

  @Test
  void aModuleReplacedByItselfIsRaised() throws ManifestException {
    String text = "module m\n\nrequire example.org/a v1.0.0\n";
    ManifestEdit edit =
        format.read("go.mod", text).replace("example.org/a", "example.org/a", "1.2.0");

    assertThat(edit).isInstanceOf(ManifestEdit.Changed.class);
    assertThat(TextEdit.apply(text, ((ManifestEdit.Changed) edit).edits()))
        .isEqualTo("module m\n\nrequire example.org/a v1.2.0\n");
  }

  @Test
  void isToldByItsName() {
    assertThat(Stream.of("go.mod", "go.sum", "go.work").filter(format::reads))
        .containsExactly("go.mod");
    assertThat(format.purlType()).isEqualTo("golang");
  }
}
