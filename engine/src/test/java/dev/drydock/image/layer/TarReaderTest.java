package dev.drydock.image.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drydock.image.ImageException;
import dev.drydock.limits.LimitExceededException;
import dev.drydock.limits.Limits;
import dev.drydock.testkit.Mutations;
import dev.drydock.testkit.TarWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;

class TarReaderTest {
  private static final byte[] NONE = new byte[0];

  @Test
  void everyKindOfEntryIsShownAsItIs() throws Exception {
    byte[] tar =
        new TarWriter()
            .directory("./")
            .directory("./etc")
            .file("./etc/hostname", "ship\n")
            .executable("usr/bin/run", new byte[] {'a'})
            .symlink("bin", "usr/bin")
            .symlink("abs", "/etc/../x")
            .hardlink("etc/alias", "./etc/hostname")
            .device("dev/null")
            .fifo("run/pipe")
            .whiteout("var/gone")
            .opaque("opt")
            .member(bytes("var/contiguous"), '7', bytes("seven"), NONE)
            .member(bytes("odd"), '~', bytes("skipped"), NONE)
            .mode(04755)
            .file("bin/su", "")
            .bytes();
    assertThat(Walks.both(tar))
        .containsExactly(
            "DIRECTORY  755",
            "DIRECTORY etc 755",
            "FILE etc/hostname 644 =ship\n",
            "FILE usr/bin/run 755 =a",
            "SYMLINK bin 644 ->usr/bin",
            "SYMLINK abs 644 ->/etc/../x",
            "HARDLINK etc/alias 644 ->etc/hostname",
            "OTHER dev/null 644",
            "OTHER run/pipe 644",
            "FILE var/.wh.gone 644 =",
            "FILE opt/.wh..wh..opq 644 =",
            "FILE var/contiguous 644 =seven",
            "OTHER odd 644",
            "FILE bin/su 4755 =");
  }

  @Test
  void longNamesAndLinksComeInTheFormsOfPaxAndGnu() throws Exception {
    String name = "d/" + "n".repeat(300);
    String target = "t/" + "o".repeat(400);
    for (TarWriter.Format format : List.of(TarWriter.Format.PAX, TarWriter.Format.GNU)) {
      byte[] tar =
          new TarWriter()
              .format(format)
              .file(name, "x")
              .symlink(name + "2", target)
              .file("short", "y")
              .bytes();
      assertThat(Walks.both(tar))
          .as(format.toString())
          .containsExactly(
              "FILE " + name + " 644 =x",
              "SYMLINK " + name + "2 644 ->" + target,
              "FILE short 644 =y");
    }
  }

  @Test
  void ustarPrefixIsPartOfTheNameAndGnusOtherFieldsAreNot() throws Exception {
    byte[] header = new TarWriter().header(bytes("name"), '0', 0644, 0, NONE);
    System.arraycopy(bytes("some/prefix"), 0, header, 345, 11);
    byte[] gnu =
        new TarWriter().format(TarWriter.Format.GNU).header(bytes("other"), '0', 0644, 0, NONE);
    System.arraycopy(bytes("12345670123"), 0, gnu, 345, 11);
    byte[] tar =
        new TarWriter().raw(TarWriter.checksum(header)).raw(TarWriter.checksum(gnu)).bytes();
    assertThat(Walks.both(tar)).containsExactly("FILE some/prefix/name 644 =", "FILE other 644 =");
  }

  @Test
  void paxRecordsOverrideTheHeader() throws Exception {
    byte[] tar =
        new TarWriter()
            .globalPax(Map.of("comment", "0123456789"))
            .pax("path", "new/näme")
            .file("old", "1")
            .pax("linkpath", "far")
            .symlink("link", "near")
            .file("kept", "3")
            .bytes();
    assertThat(Walks.both(tar))
        .containsExactly("FILE new/näme 644 =1", "SYMLINK link 644 ->far", "FILE kept 644 =3");
  }

  @Test
  void paxSizeCountsForTheContentNotTheHeaders() throws Exception {
    byte[] pax = bytes("10 size=4\n");
    TarWriter writer = new TarWriter();
    byte[] tar =
        writer
            .raw(writer.header(bytes("PaxHeaders/x"), 'x', 0644, pax.length, NONE))
            .raw(Arrays.copyOf(pax, 512))
            .raw(writer.header(bytes("big"), '0', 0644, 0, NONE))
            .raw(Arrays.copyOf(bytes("four"), 512))
            .file("next", "n")
            .bytes();
    assertThat(Walks.both(tar)).containsExactly("FILE big 644 =four", "FILE next 644 =n");
  }

  @Test
  void globalPathHoldsUntilItIsTakenBack() throws Exception {
    byte[] tar =
        new TarWriter()
            .globalPax(Map.of("linkpath", "everywhere"))
            .symlink("a", "x")
            .pax("linkpath", "here")
            .symlink("b", "x")
            .globalPax(Map.of("linkpath", ""))
            .symlink("c", "x")
            .bytes();
    assertThat(Walks.both(tar))
        .containsExactly("SYMLINK a 644 ->everywhere", "SYMLINK b 644 ->here", "SYMLINK c 644 ->x");
  }

  @Test
  void sizesMayBeInBase256() throws Exception {
    byte[] header = new TarWriter().header(bytes("file"), '0', 0644, 0, NONE);
    Arrays.fill(header, 124, 136, (byte) 0);
    header[124] = (byte) 0x80;
    header[135] = 3;
    byte[] tar =
        new TarWriter()
            .raw(TarWriter.checksum(header))
            .raw(Arrays.copyOf(bytes("abc"), 512))
            .file("next", "")
            .bytes();
    assertThat(Walks.both(tar)).containsExactly("FILE file 644 =abc", "FILE next 644 =");
  }

  @Test
  void impossibleSizesAreDamage() {
    for (byte first : new byte[] {(byte) 0xff, (byte) 0xbf, '9', '-'}) {
      byte[] header = new TarWriter().header(bytes("file"), '0', 0644, 0, NONE);
      Arrays.fill(header, 124, 136, (byte) 0x7f);
      header[124] = first;
      byte[] tar = new TarWriter().raw(TarWriter.checksum(header)).bytes();
      assertThatThrownBy(() -> Walks.both(tar))
          .isInstanceOf(ImageException.class)
          .hasMessageContaining("impossible size");
    }
  }

  @Test
  void namesThatAreNotUtf8AreReadByteByByte() throws Exception {
    byte[] tar =
        new TarWriter()
            .member(new byte[] {'c', (byte) 0xe9}, '0', NONE, NONE)
            .file("caf\u00e9", "")
            .file("replacement\ufffd", "")
            .pax("path", new byte[] {'p', (byte) 0xff, (byte) 0xfe})
            .file("x", "")
            .bytes();
    assertThat(Walks.both(tar))
        .containsExactly(
            "FILE c\u00e9 644 =",
            "FILE caf\u00e9 644 =",
            "FILE replacement\ufffd 644 =",
            "FILE p\u00ff\u00fe 644 =");
  }

  @Test
  void namesAreCleanedAndThoseThatClimbOutAreLeftOutAndTold() throws Exception {
    byte[] tar =
        new TarWriter()
            .file("/absolute", "")
            .file("//twice//x", "")
            .file("a/./b/../c", "")
            .file(".hidden/..data", "")
            .file("../escape", "no")
            .file("a/../../escape", "no")
            .hardlink("link", "../../etc/passwd")
            .file("a/..", "root as a file")
            .directory(".")
            .file("last", "")
            .bytes();
    List<String> warnings = new ArrayList<>();
    assertThat(Walks.both(tar, warnings))
        .containsExactly(
            "FILE absolute 644 =",
            "FILE twice/x 644 =",
            "FILE a/c 644 =",
            "FILE .hidden/..data 644 =",
            "FILE  644 =root as a file",
            "DIRECTORY  755",
            "FILE last 644 =");
    assertThat(warnings)
        .containsExactly(
            "layer 2: left out 3 entries whose name leads out of the image (such as ../x)");
  }

  @Test
  void overlongNamesAreLeftOutAndTold() throws Exception {
    String name = "x".repeat(5000);
    for (TarWriter.Format format : List.of(TarWriter.Format.PAX, TarWriter.Format.GNU)) {
      byte[] tar = new TarWriter().format(format).file(name, "1").file("kept", "2").bytes();
      List<String> warnings = new ArrayList<>();
      assertThat(Walks.both(tar, warnings)).containsExactly("FILE kept 644 =2");
      assertThat(warnings).containsExactly("layer 2: left out 1 entries with overlong names");
    }
  }

  @Test
  void oldTarsHaveNoMagicAndMarkDirectoriesWithASlash() throws Exception {
    TarWriter v7 = new TarWriter().format(TarWriter.Format.V7);
    byte[] tar =
        v7.member(bytes("dir/"), (char) 0, NONE, NONE)
            .member(bytes("dir/file"), (char) 0, bytes("v7"), NONE)
            .hardlink("dir/link", "dir/file")
            .bytes();
    assertThat(Walks.both(tar))
        .containsExactly(
            "DIRECTORY dir 644", "FILE dir/file 644 =v7", "HARDLINK dir/link 644 ->dir/file");
  }

  @Test
  void checksumsOfSignedBytesAreGoodToo() throws Exception {
    byte[] header = new TarWriter().header(new byte[] {(byte) 0xe9}, '0', 0644, 0, NONE);
    int sum = 8 * ' ';
    for (int i = 0; i < 512; i++) {
      sum += i >= 148 && i < 156 ? 0 : header[i];
    }
    TarWriter.octal(header, 148, 7, sum);
    assertThat(Walks.both(new TarWriter().raw(header).bytes()))
        .containsExactly("FILE \u00e9 644 =");
  }

  @Test
  void linksAndDirectoriesHaveNoContentWhateverTheirSizeSays() throws Exception {
    TarWriter writer = new TarWriter();
    byte[] tar =
        writer
            .raw(writer.header(bytes("dir/"), '5', 0755, 4096, NONE))
            .raw(writer.header(bytes("hard"), '1', 0644, 1000, bytes("dir/x")))
            .file("after", "here")
            .bytes();
    assertThat(Walks.both(tar))
        .containsExactly("DIRECTORY dir 755", "HARDLINK hard 644 ->dir/x", "FILE after 644 =here");
  }

  @Test
  void severalTarsInARowAreOne() throws Exception {
    byte[] tar = new TarWriter().file("a", "1").end().raw(new byte[10240]).file("b", "2").bytes();
    assertThat(Walks.both(tar)).containsExactly("FILE a 644 =1", "FILE b 644 =2");
  }

  @Test
  void whatFollowsTheEndIsNoneOfOurs() throws Exception {
    byte[] tar = new TarWriter().file("a", "1").end().raw(bytes("g".repeat(700))).unended();
    assertThat(Walks.both(tar)).containsExactly("FILE a 644 =1");
  }

  @Test
  void endBlocksAndTheLastPaddingMayBeMissing() throws Exception {
    byte[] one = new TarWriter().directory(".").unended();
    assertThat(one).hasSize(512);
    List<String> warnings = new ArrayList<>();
    assertThat(Walks.both(one, warnings)).containsExactly("DIRECTORY  755");
    assertThat(warnings)
        .containsExactly(
            "layer 2: there is no end mark after its 1 members; it may have been cut off");
    byte[] umoci = new TarWriter().file("a", "1").file("b", "two").unended();
    assertThat(Walks.both(Arrays.copyOf(umoci, umoci.length - 509), new ArrayList<>()))
        .containsExactly("FILE a 644 =1", "FILE b 644 =two");
    assertThatThrownBy(() -> Walks.both(Arrays.copyOf(umoci, umoci.length - 510)))
        .hasMessageContaining("cut off");
    assertThat(Walks.both(NONE)).isEmpty();
  }

  @Test
  void stargzTocAndLandmarksAreNotFilesOfTheImage() throws Exception {
    byte[] tar =
        new TarWriter()
            .file(".prefetch.landmark", "1")
            .file(".no.prefetch.landmark", "1")
            .file("stargz.index.json", "{}")
            .file("opt/stargz.index.json", "{}")
            .bytes();
    assertThat(Walks.both(tar)).containsExactly("FILE opt/stargz.index.json 644 ={}");
  }

  @Test
  void whatIsNoTarIsCalledThat() {
    for (byte[] other : List.of(bytes("hello"), bytes("x".repeat(2000)))) {
      assertThatThrownBy(() -> Walks.both(other))
          .isInstanceOfSatisfying(
              ImageException.class,
              e -> assertThat(e.kind()).isEqualTo(ImageException.Kind.NOT_AN_IMAGE))
          .hasMessage("layer 2 is not a tar archive; check that it is what you meant");
    }
  }

  @Test
  void tarCutOffAnywhereFailsOrShowsAllBeforeTheCut() throws Exception {
    byte[] whole =
        new TarWriter()
            .file("a", "x".repeat(600))
            .format(TarWriter.Format.GNU)
            .file("n".repeat(200), "y")
            .format(TarWriter.Format.PAX)
            .file("m".repeat(200), "z")
            .bytes();
    int good = 0;
    for (int length = 128; length < whole.length; length += 128) {
      List<String> lines;
      try {
        lines = Walks.both(Arrays.copyOf(whole, length), new ArrayList<>());
      } catch (ImageException _) {
        continue;
      }
      good++;
      assertThat(lines).isSubsetOf(Walks.both(whole));
    }
    assertThat(good).isBetween(5, 30);
  }

  @Test
  void limitsEndTheReading() {
    Limits d = Limits.defaults();
    Limits few =
        new Limits(
            3,
            4096,
            d.expansionRatio(),
            d.fileBytes(),
            d.documentBytes(),
            d.nesting(),
            d.pathBytes(),
            d.symlinks(),
            d.archiveEntries(),
            d.archiveBytes(),
            d.components());
    TarWriter tar = new TarWriter().file("a", "").file("b", "").file("c", "").file("d", "");
    assertThatThrownBy(() -> Walks.seek(tar.bytes(), few, new ArrayList<>(), new ArrayList<>()))
        .isInstanceOf(LimitExceededException.class)
        .hasMessage("layer 2 goes over the limit of 3 (layerEntries)");
    byte[] large = new TarWriter().file("a", new byte[5000]).bytes();
    assertThatThrownBy(() -> Walks.seek(large, few, new ArrayList<>(), new ArrayList<>()))
        .isInstanceOf(LimitExceededException.class)
        .hasMessageContaining("layerBytes");
    assertThatThrownBy(
            () -> Walks.lines(Walks.stream(large, null, large.length, few, new ArrayList<>())))
        .isInstanceOf(LimitExceededException.class)
        .hasMessageContaining("layerBytes");
  }

  @Test
  void anEndlessTailOfZerosIsNotReadToItsEnd() throws Exception {
    byte[] tar = new TarWriter().file("a", "").raw(new byte[4 << 20]).file("late", "").bytes();
    assertThat(Walks.both(tar)).containsExactly("FILE a 644 =");
  }

  @Test
  void damagedTarsEndInAResultOrAnException() {
    byte[] good =
        new TarWriter()
            .directory("etc")
            .file("etc/a", "content")
            .file("n".repeat(150), "pax")
            .pax("GNU.sparse.major", "1")
            .pax("GNU.sparse.minor", "0")
            .pax("GNU.sparse.name", "sparse")
            .pax("GNU.sparse.realsize", "100")
            .file("s", sparse10())
            .format(TarWriter.Format.GNU)
            .file("g".repeat(150), "gnu")
            .symlink("l", "t")
            .bytes();
    int[] ends = new int[2];
    Assertions.assertTimeout(
        Duration.ofSeconds(60),
        () ->
            Mutations.of(good, 42, 3000)
                .forEach(
                    damaged -> {
                      try {
                        List<String> _ =
                            Walks.lines(
                                Walks.stream(
                                    damaged, null, -1, Limits.defaults(), new ArrayList<>()));
                        ends[0]++;
                      } catch (IOException _) {
                        ends[1]++;
                      } catch (InterruptedException e) {
                        throw new AssertionError(e);
                      }
                    }));
    assertThat(ends[0]).isPositive();
    assertThat(ends[1]).isPositive();
  }

  private static byte[] sparse10() {
    return Arrays.copyOf(bytes("1\n50\n4\n"), 516);
  }

  static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
