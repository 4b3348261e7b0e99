package dev.drydock.catalog.golang;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drydock.catalog.CatalogerRun;
import dev.drydock.catalog.PassingContent;
import dev.drydock.catalog.RecordedDiscoveries;
import dev.drydock.catalog.executable.ExecutableBytes;
import dev.drydock.catalog.executable.ExecutableBytes.Part;
import dev.drydock.catalog.golang.Executables.Form;
import dev.drydock.image.LayerEntry;
import dev.drydock.image.PassedByException;
import dev.drydock.testkit.Mutations;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Which packages of its modules a program has.
class ProgramPackagesTest {
  private static final String MODULES =
      "path\te.org/app\nmod\te.org/app\tv1.0.0\ndep\te.org/lib\tv1.0.0\n";
  private static final String[] FUNCTIONS = {
    "runtime.main", "net/http.(*Server).Serve", "e.org/lib/a.F", "main.main"
  };
  private static final List<String> FOUND =
      List.of("e.org/app [e.org/app]", "e.org/lib [e.org/lib/a]", "stdlib [net/http, runtime]");

  /// Where a program has its table.
  enum Place {
    SECTION,
    RELOCATED_SECTION,
    NO_SECTIONS,
    UNNAMED;

    byte[] program(byte[] table, String version) {
      Form form = new Form(true, ByteOrder.LITTLE_ENDIAN, true, this != NO_SECTIONS);
      byte[] data = Executables.data(form, table, version, MODULES);
      return switch (this) {
        case SECTION -> elf(form, data, table, ".gopclntab");
        case RELOCATED_SECTION -> elf(form, data, table, ".data.rel.ro.gopclntab");
        case NO_SECTIONS, UNNAMED -> elf(form, data, table, ".other");
      };
    }

    private static byte[] elf(Form form, byte[] data, byte[] table, String name) {
      return ExecutableBytes.elf(form.layout(), data, parts(data, table, name, ".go.buildinfo"));
    }

    private static List<Part> parts(byte[] data, byte[] table, String name, String info) {
      return List.of(
          new Part(name, 0, table.length), new Part(info, Executables.infoAt(table), data.length));
    }
  }

  @ParameterizedTest
  @EnumSource(Place.class)
  void findsTheTableWhereverItIs(Place place) throws Exception {
    byte[] program = place.program(FunctionTableBytes.COMMON.of(FUNCTIONS), "go1.22.1");

    assertThat(packages(program)).containsExactlyElementsOf(FOUND);
    assertThat(streamed(new PassingContent(program))).containsExactlyElementsOf(FOUND);
  }

  @Test
  void ofProgramsForOtherSystemsNobodyKnows() throws Exception {
    byte[] table = FunctionTableBytes.COMMON.of(FUNCTIONS);
    Form form = new Form(true, ByteOrder.LITTLE_ENDIAN, true, true);
    Form bare = new Form(true, ByteOrder.LITTLE_ENDIAN, true, false);
    byte[] data = Executables.data(form, table, "go1.22.1", MODULES);
    byte[] freebsd = Executables.data(form, table, "go1.22.1", MODULES + "build\tGOOS=freebsd\n");

    for (byte[] program :
        List.of(
            ExecutableBytes.pe(form.layout(), ".data", data),
            ExecutableBytes.mach(bare.layout(), data, List.of()),
            Place.elf(form, freebsd, table, ".gopclntab"))) {
      assertThat(packages(program))
          .containsExactly("e.org/app null", "e.org/lib null", "stdlib null");
      assertThat(streamed(new PassingContent(program))).isEqualTo(packages(program));
    }
  }

  static List<FunctionTableBytes> tables() {
    return FunctionTableTest.tables();
  }

  @ParameterizedTest
  @MethodSource("tables")
  void readsTheTablesOfAllReleases(FunctionTableBytes table) throws Exception {
    for (boolean sections : new boolean[] {true, false}) {
      Form form = new Form(table.pointer() == 8, table.order(), true, sections);
      byte[] bytes = table.of(FUNCTIONS);
      byte[] data = Executables.data(form, bytes, "go1.22.1", MODULES);
      byte[] program =
          ExecutableBytes.elf(
              form.layout(), data, Place.parts(data, bytes, ".gopclntab", ".go.buildinfo"));

      assertThat(packages(program)).containsExactlyElementsOf(FOUND);
      assertThat(streamed(new PassingContent(program))).containsExactlyElementsOf(FOUND);
    }
  }

  @ParameterizedTest
  @EnumSource(Place.class)
  void namesOfManyChunksAreRead(Place place) throws Exception {
    String[] functions = Arrays.copyOf(FUNCTIONS, 30_000);
    for (int i = FUNCTIONS.length; i < functions.length; i++) {
      functions[i] = "e.org/lib/p" + i / 1000 + ".Function" + i;
    }
    byte[] program = place.program(FunctionTableBytes.COMMON.of(functions), "go1.22.1");
    PassingContent content = new PassingContent(program);

    assertThat(packages(program)).isEqualTo(streamed(content)).hasSize(3);
    assertThat(packages(program).get(1)).contains("e.org/lib/p0,", "e.org/lib/p29, e.org/lib/p3,");
    assertThat(content.mostHeld()).isLessThan(200_000);
  }

  @Test
  void aTableThatIsNoneIsPassedOver() throws Exception {
    byte[] table = new byte[512];
    byte[] good = FunctionTableBytes.COMMON.of(FUNCTIONS);
    System.arraycopy(good, 0, table, 0, 8);
    System.arraycopy(good, 0, table, 128, good.length);

    byte[] program = Place.NO_SECTIONS.program(table, "go1.22.1");
    assertThat(packages(program)).containsExactlyElementsOf(FOUND);
    assertThat(streamed(new PassingContent(program))).containsExactlyElementsOf(FOUND);
  }

  @Test
  void aProgramWithinAProgramIsInIt() throws Exception {
    byte[] inner = FunctionTableBytes.COMMON.of("runtime.main", "archive/zip.OpenReader");
    byte[] outer = FunctionTableBytes.COMMON.of(FUNCTIONS);
    byte[] both = new byte[512];
    System.arraycopy(inner, 0, both, 0, inner.length);
    System.arraycopy(outer, 0, both, 256, outer.length);

    assertThat(packages(Place.NO_SECTIONS.program(both, "go1.22.1")))
        .contains("stdlib [archive/zip, net/http, runtime]");
  }

  @ParameterizedTest
  @EnumSource(Place.class)
  void withoutTheRuntimeNothingIsKnown(Place place) throws Exception {
    byte[] table = FunctionTableBytes.COMMON.of("net/http.F", "main.main");

    assertThat(packages(place.program(table, "go1.22.1")))
        .containsExactly("e.org/app null", "e.org/lib null", "stdlib null");
  }

  @ParameterizedTest
  @ValueSource(strings = {"unknown", "garbled", "tinygo"})
  void namesOfADisguisedProgramAreNotTrusted(String version) throws Exception {
    byte[] table = FunctionTableBytes.COMMON.of(FUNCTIONS);

    assertThat(packages(Place.SECTION.program(table, version)))
        .containsExactly("e.org/app null", "e.org/lib null", "stdlib null");
  }

  @ParameterizedTest
  @ValueSource(strings = {"go1.25-devel_abc", "devel go1.23-ab12 Mon", "go1.22.1 X:loopvar"})
  void unreleasedVersionsAreGos(String version) throws Exception {
    byte[] table = FunctionTableBytes.COMMON.of(FUNCTIONS);

    assertThat(packages(Place.SECTION.program(table, version)))
        .contains("e.org/app [e.org/app]", "e.org/lib [e.org/lib/a]");
  }

  @Test
  void aProgramWithoutATableTellsItsModulesAllTheSame() throws Exception {
    assertThat(packages(Place.SECTION.program(new byte[64], "go1.22.1")))
        .containsExactly("e.org/app null", "e.org/lib null", "stdlib null");
  }

  @Test
  void whatAnotherReaderLetGoIsAskedForAgain() {
    byte[] table = Arrays.copyOf(FunctionTableBytes.COMMON.of(FUNCTIONS), 300_000);
    PassingContent content = new PassingContent(Place.SECTION.program(table, "go1.22.1"));
    content.passBy(200_000);

    assertThatThrownBy(() -> streamed(content)).isInstanceOf(PassedByException.class);
  }

  @ParameterizedTest
  @EnumSource(Place.class)
  void aTableThatIsCutOffIsNotKnown(Place place) throws Exception {
    byte[] table = FunctionTableBytes.COMMON.of(FUNCTIONS);
    // more names than there are up to the end of the file
    ByteBuffer.wrap(table).order(ByteOrder.LITTLE_ENDIAN).putLong(8 + 4 * 8, 1 << 20);

    byte[] program = place.program(table, "go1.22.1");
    assertThat(packages(program))
        .containsExactly("e.org/app null", "e.org/lib null", "stdlib null");
    assertThat(streamed(new PassingContent(program)))
        .containsExactly("e.org/app null", "e.org/lib null", "stdlib null");
  }

  @ParameterizedTest
  @EnumSource(Place.class)
  void damagedProgramsEndInAResultOrInOneLine(Place place) {
    byte[] good = place.program(FunctionTableBytes.COMMON.of(FUNCTIONS), "go1.22.1");

    Mutations.of(good, 5, 1500)
        .forEach(
            damaged -> {
              try {
                assertThat(packages(damaged)).hasSizeLessThan(10);
                assertThat(streamed(new PassingContent(damaged))).hasSizeLessThan(10);
              } catch (IOException e) {
                assertThat(String.valueOf(e.getMessage())).doesNotContain("\n");
              } catch (Exception e) {
                throw new AssertionError(e);
              }
            });
  }

  private static List<String> packages(byte[] program) throws Exception {
    return told(CatalogerRun.file(new GoBinaryCataloger(), "usr/bin/app", program));
  }

  private static List<String> streamed(PassingContent content) throws Exception {
    RecordedDiscoveries found = new RecordedDiscoveries();
    new GoBinaryCataloger()
        .catalog(
            new LayerEntry("usr/bin/app", LayerEntry.Type.FILE, content.size(), 0755, null, 0),
            content,
            found);
    return told(found);
  }

  private static List<String> told(RecordedDiscoveries found) {
    return found.components().stream()
        .map(component -> component.name() + " " + list(component.packages()))
        .sorted()
        .toList();
  }

  private static String list(@Nullable List<String> packages) {
    return String.valueOf(packages);
  }
}
