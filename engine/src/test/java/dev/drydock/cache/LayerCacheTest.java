package dev.drydock.cache;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.image.Digest;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class LayerCacheTest {
  private static final Digest DIGEST = Digest.of("sha256", new byte[] {1});
  private static final LayerKey KEY = new LayerKey(DIGEST, 10, "catalogers");

  private final Memory near = new Memory();
  private final Memory far = new Memory();

  /// A store that can be looked into.
  private static final class Memory implements LayerStore {
    private final Map<String, byte[]> entries = new HashMap<>();
    private boolean broken;
    private int tidied;

    @Override
    public byte @Nullable [] get(String name, int most) throws IOException {
      check();
      byte[] entry = entries.get(name);
      return entry == null || entry.length > most ? null : entry.clone();
    }

    @Override
    public void put(String name, ByteBuffer entry) throws IOException {
      check();
      byte[] bytes = new byte[entry.remaining()];
      entry.get(bytes);
      entries.put(name, bytes);
    }

    @Override
    public void remove(String name) throws IOException {
      check();
      entries.remove(name);
    }

    @Override
    public void tidy() throws IOException {
      check();
      tidied++;
    }

    private void check() throws IOException {
      if (broken) {
        throw new IOException("the disk is gone");
      }
    }
  }

  private static LayerCache cache(Seal seal, LayerStore... stores) {
    return new LayerCache(List.of(stores), seal, "1", 1 << 16);
  }

  private static void keep(LayerCache cache, LayerKey key, String content) throws Exception {
    EntryWriter entry = cache.entry(key);
    entry.text(content);
    cache.keep(key, entry);
  }

  private static @Nullable String find(LayerCache cache, LayerKey key) throws Exception {
    EntryReader entry = cache.find(key);
    return entry == null ? null : entry.text();
  }

  private static Seal keyed(String secret) {
    return Seal.keyed(secret.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void whatWasKeptIsFoundByAllThatItIsAbout() throws Exception {
    LayerCache cache = cache(Seal.open(), near);
    assertThat(find(cache, KEY)).isNull();
    keep(cache, KEY, "found");

    assertThat(find(cache, KEY)).isEqualTo("found");
    assertThat(find(cache, new LayerKey(Digest.of("sha256", new byte[] {2}), 10, "catalogers")))
        .isNull();
    assertThat(find(cache, new LayerKey(Digest.of("sha512", new byte[] {1}), 10, "catalogers")))
        .isNull();
    assertThat(find(cache, new LayerKey(DIGEST, 11, "catalogers"))).isNull();
    assertThat(find(cache, new LayerKey(DIGEST, 10, "other catalogers"))).isNull();
    assertThat(find(cache(keyed("secret"), near), KEY)).isNull();
    assertThat(near.entries).hasSize(1);
    assertThat(cache.problems()).isEmpty();
  }

  @Test
  void anEntryUnderAnotherNameIsNoEntry() throws Exception {
    LayerCache cache = cache(Seal.open(), near);
    keep(cache, KEY, "found");
    byte[] entry = near.entries.values().iterator().next();
    LayerKey other = new LayerKey(DIGEST, 11, "catalogers");
    near.entries.put(other.name(Seal.open()), entry);

    assertThat(find(cache, other)).isNull();
    assertThat(near.entries).hasSize(1);
    assertThat(find(cache, KEY)).isEqualTo("found");
  }

  @Test
  void everyBitAndEveryByteCounts() throws Exception {
    for (Seal seal : List.of(Seal.open(), keyed("secret"))) {
      LayerCache cache = cache(seal, near);
      keep(cache, KEY, "what was found");
      String name = KEY.name(seal);
      byte[] good = Objects.requireNonNull(near.entries.get(name));
      for (int bit = 0; bit < 8 * good.length; bit++) {
        byte[] bad = good.clone();
        bad[bit / 8] ^= (byte) (1 << bit % 8);
        near.entries.put(name, bad);
        assertThat(find(cache, KEY)).as("bit %d", bit).isNull();
        assertThat(near.entries).doesNotContainKey(name);
      }
      for (int length = 0; length < good.length; length++) {
        near.entries.put(name, Arrays.copyOf(good, length));
        assertThat(find(cache, KEY)).as("%d bytes", length).isNull();
        assertThat(near.entries).doesNotContainKey(name);
      }
      near.entries.put(name, Arrays.copyOf(good, good.length + 1));
      assertThat(find(cache, KEY)).isNull();
      near.entries.put(name, good);
      assertThat(find(cache, KEY)).isEqualTo("what was found");
      assertThat(cache.problems()).isEmpty();
    }
  }

  @Test
  void whoeverDoesNotKnowTheSecretCannotWriteAnEntryThatCounts() throws Exception {
    LayerCache ours = cache(keyed("secret"), near);
    keep(cache(keyed("guess"), near), KEY, "nothing bad here");
    byte[] forged = near.entries.values().iterator().next();
    near.entries.put(KEY.name(keyed("secret")), forged);
    assertThat(find(ours, KEY)).isNull();
    assertThat(near.entries).doesNotContainKey(KEY.name(keyed("secret")));

    keep(cache(Seal.open(), near), KEY, "nothing bad here");
    near.entries.put(
        KEY.name(keyed("secret")), Objects.requireNonNull(near.entries.get(KEY.name(Seal.open()))));
    assertThat(find(ours, KEY)).isNull();

    keep(ours, KEY, "found");
    assertThat(find(ours, KEY)).isEqualTo("found");
    assertThat(find(cache(Seal.open(), near), KEY)).isEqualTo("nothing bad here");
  }

  @Test
  void whatAFartherStoreHasIsKeptInTheNearerOnes() throws Exception {
    keep(cache(Seal.open(), far), KEY, "found");
    LayerCache both = cache(Seal.open(), near, far);
    near.entries.put(KEY.name(Seal.open()), new byte[] {1, 2, 3});

    assertThat(find(both, KEY)).isEqualTo("found");
    far.entries.clear();
    assertThat(find(both, KEY)).isEqualTo("found");
    keep(both, new LayerKey(DIGEST, 11, ""), "more");
    assertThat(near.entries).hasSize(2);
    assertThat(far.entries).hasSize(1);
    both.tidy();
    assertThat(near.tidied).isEqualTo(1);
    assertThat(far.tidied).isEqualTo(1);
    both.discard(new LayerKey(DIGEST, 11, ""));
    assertThat(near.entries).hasSize(1);
    assertThat(far.entries).isEmpty();
  }

  @Test
  void aStoreThatFailsIsAProblemAndNotMore() throws Exception {
    LayerCache both = cache(Seal.open(), near, far);
    near.broken = true;
    keep(both, KEY, "found");
    assertThat(find(both, KEY)).isEqualTo("found");
    far.broken = true;
    assertThat(find(both, KEY)).isNull();
    both.discard(KEY);
    both.tidy();

    assertThat(both.problems()).extracting(LayerCache.Problem::store).containsExactly(near, far);
    assertThat(both.problems())
        .extracting(LayerCache.Problem::writing)
        .containsExactly(true, false);
    assertThat(both.problems().getFirst().cause()).hasMessage("the disk is gone");
  }

  @Test
  void whatIsLongerThanABoundIsNotThere() throws Exception {
    keep(cache(Seal.open(), near), KEY, "x".repeat(1000));
    assertThat(find(new LayerCache(List.of(near), Seal.open(), "1", 500), KEY)).isNull();
    assertThat(find(cache(Seal.open(), near), KEY)).isEqualTo("x".repeat(1000));
  }
}
