package dev.drydock.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drydock.testkit.Mutations;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class EntryFormTest {
  private static final long[] NUMBERS = {
    0, 1, 127, 128, 300, 1 << 14, Integer.MAX_VALUE, 1L << 35, Long.MAX_VALUE
  };
  private static final List<String> TEXTS =
      List.of("", "a", "usr/bin/é", "größe ÿ", "日本語", "emoji 😀", "lone \ud800", "\u0000", "x\ny");

  private static byte[] everything() throws Exception {
    EntryWriter out = new EntryWriter(1 << 20);
    for (long number : NUMBERS) {
      out.number(number);
    }
    for (String text : TEXTS) {
      out.text(text);
    }
    out.texts(TEXTS);
    out.optional(null);
    out.optional("b");
    out.flag(true);
    out.bytes(new byte[] {1, 2, 3});
    out.bytes(new byte[] {4, 5});
    out.raw(new byte[] {6, 7, 8, 9}, 1, 2);
    return out.toBytes();
  }

  @Test
  void whatIsReadIsWhatWasWritten() throws Exception {
    EntryReader in = new EntryReader(everything());
    for (long number : NUMBERS) {
      assertThat(in.number()).isEqualTo(number);
    }
    for (String text : TEXTS) {
      assertThat(in.text()).isEqualTo(text);
    }
    assertThat(in.texts()).isEqualTo(TEXTS);
    assertThat(in.optional()).isNull();
    assertThat(in.optional()).isEqualTo("b");
    assertThat(in.flag()).isTrue();
    assertThat(in.bytes()).containsExactly(1, 2, 3);
    assertThat(in.content().bytes(10, "x")).containsExactly(4, 5);
    byte[] target = new byte[4];
    in.raw(target, 2, 2);
    assertThat(target).containsExactly(0, 0, 7, 8);
    in.end();
  }

  @Test
  void textsOfAnyCharactersSurvive() throws Exception {
    SplittableRandom random = new SplittableRandom(11);
    EntryWriter out = new EntryWriter(1 << 22);
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < 2_000; i++) {
      StringBuilder text = new StringBuilder();
      int bound = 1 << 1 + random.nextInt(16);
      for (int length = random.nextInt(40); length > 0; length--) {
        text.append((char) random.nextInt(bound));
      }
      texts.add(text.toString());
      out.text(texts.getLast());
    }
    EntryReader in = new EntryReader(out.toBytes());
    for (String text : texts) {
      assertThat(in.text()).isEqualTo(text);
    }
    in.end();
  }

  @Test
  void nothingGrowsOverItsBound() throws Exception {
    EntryWriter out = new EntryWriter(100_000);
    out.raw(new byte[99_000]);
    assertThatThrownBy(() -> out.raw(new byte[1_001])).isInstanceOf(NotCacheableException.class);
    assertThatThrownBy(() -> out.number(-1)).isInstanceOf(NotCacheableException.class);
    out.raw(new byte[1_000]);
    assertThat(out.toBytes()).hasSize(100_000);
  }

  @Test
  void aFalseCountTakesNoMemory() throws Exception {
    EntryWriter out = new EntryWriter(100);
    out.number(1 << 30);
    byte[] bytes = out.toBytes();
    assertThatThrownBy(() -> new EntryReader(bytes).texts())
        .isInstanceOf(DamagedEntryException.class);
    assertThatThrownBy(() -> new EntryReader(bytes).bytes())
        .isInstanceOf(DamagedEntryException.class);
    assertThatThrownBy(() -> new EntryReader(bytes).content())
        .isInstanceOf(DamagedEntryException.class);
    assertThatThrownBy(() -> new EntryReader(bytes).text())
        .isInstanceOf(DamagedEntryException.class);
    assertThatThrownBy(() -> new EntryReader(bytes).flag())
        .isInstanceOf(DamagedEntryException.class);
    assertThatThrownBy(() -> new EntryReader(bytes).raw(new byte[4], 0, 5))
        .isInstanceOf(DamagedEntryException.class);
    byte[] endless = new byte[12];
    Arrays.fill(endless, (byte) 0xff);
    assertThatThrownBy(() -> new EntryReader(endless).number())
        .isInstanceOf(DamagedEntryException.class);
  }

  @Test
  void whatIsDamagedIsReadOrRefused() throws Exception {
    int[] refused = new int[1];
    Mutations.of(everything(), 5, 2_000)
        .forEach(
            bytes -> {
              try {
                EntryReader in = new EntryReader(bytes);
                for (int i = 0; i < NUMBERS.length; i++) {
                  in.number();
                }
                for (int i = 0; i < TEXTS.size(); i++) {
                  in.text();
                }
                in.texts();
                in.optional();
                in.optional();
                in.flag();
                in.bytes();
                in.content();
                in.raw(new byte[2], 0, 2);
                in.end();
              } catch (DamagedEntryException _) {
                refused[0]++;
              }
            });
    assertThat(refused[0]).isGreaterThan(500);
  }
}
