package dev.drydock.catalog.golang;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FunctionNamesTest {
  private static FunctionNames names(int piece, String... functions) {
    byte[] bytes = (String.join("\0", functions) + "\0").getBytes(StandardCharsets.UTF_8);
    FunctionNames names = new FunctionNames();
    for (int at = 0; at < bytes.length; at += piece) {
      int length = Math.min(piece, bytes.length - at);
      byte[] framed = new byte[length + 2];
      Arrays.fill(framed, (byte) 'x');
      System.arraycopy(bytes, at, framed, 1, length);
      names.add(framed, 1, length + 1);
    }
    names.end();
    return names;
  }

  private static Set<String> packages(String... functions) {
    return names(1 << 16, functions).packages();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "net/http.(*Server).Serve|net/http",
        "runtime.main|runtime",
        "main.main|main",
        "main.main.func1|main",
        "github.com/a/b.(*T).M|github.com/a/b",
        "gopkg.in/yaml%2ev3.Unmarshal|gopkg.in/yaml.v3",
        "e.org/a.b/c.F|e.org/a.b/c",
        "slices.SortFunc[go.shape.[]e.org/x/y.Z,go.shape.int]|slices",
        "e.org/a.(*T[go.shape.struct { e.org/b/c.D int }]).M|e.org/a",
        "net/http.glob..func1|net/http",
        "os/signal.init.0|os/signal",
        "vendor/golang.org/x/net/idna.ToASCII|vendor/golang.org/x/net/idna",
        "e.org/a%2|",
        "e.org/a%2.F|",
        "e.org/a%zz.F|",
        "type:.eq.e.org/a.T|",
        "type..eq.[2]e.org/a.T|",
        "go:(*struct { e.org/a.T }).Lock|",
        "go.(*struct { e.org/a.T }).Lock|",
        "go:buildid|",
        "go.buildid|",
        "glob..func1|",
        "struct { e.org/a.T }.Lock|",
        "..inittask|",
        ".main|",
        "/a.F|",
        "callRet|",
        "_rt0_amd64_linux|",
        "with blank.F|",
        "e.org/ü.F|",
        "e.org/%c3%bc.F|",
        "e.org/a%00b.F|",
      })
  void thePackageEndsAtTheFirstDotBehindTheLastSlash(String function, String expected) {
    assertThat(packages(function)).isEqualTo(expected == null ? Set.of() : Set.of(expected));
  }

  @Test
  void eachIsToldOnceInWhateverPiecesTheNamesCome() {
    String[] functions = {
      "runtime.main",
      "a/b.F",
      "a/b.G",
      "a/b.c/d.H",
      "a/b.I",
      "",
      "main.main",
      "long/" + "x".repeat(2000) + ".F",
      "a.F" + "(".repeat(3000),
      "z/z.Z"
    };

    for (int piece : List.of(1, 2, 3, 7, 16, 1023, 1024, 1025, 4096, 1 << 16)) {
      assertThat(names(piece, functions).packages())
          .as("in pieces of %d", piece)
          .containsExactly("a", "a/b", "a/b.c/d", "main", "runtime", "z/z");
    }
  }

  @Test
  void aNameWithoutAnEndIsNone() {
    FunctionNames names = new FunctionNames();
    byte[] cut = "runtime.main\0net/http.Serve".getBytes(StandardCharsets.US_ASCII);
    names.add(cut, 0, cut.length);
    names.end();
    names.add(new byte[] {'r', '.', 'f', 0}, 0, 4);

    assertThat(names.packages()).containsExactly("r", "runtime");
  }

  @Test
  void aProgramHasTheRuntime() {
    assertThat(names(64, "runtime.main", "a.F").complete()).isTrue();
    assertThat(names(64, "runtime/debug.F", "a.F").complete()).isFalse();
    assertThat(names(64, "").complete()).isFalse();
  }

  @Test
  void moreThanAnyProgramHasAreNotListed() {
    String[] functions = new String[60_000];
    Arrays.setAll(functions, i -> "p" + i + ".F");
    functions[0] = "runtime.main";

    FunctionNames names = names(1 << 16, functions);

    assertThat(names.complete()).isFalse();
    assertThat(names.packages()).hasSizeLessThan(50_002);
    assertThat(names(1 << 16, Arrays.copyOf(functions, 49_000)).complete()).isTrue();
  }
}
