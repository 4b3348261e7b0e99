package dev.drydock.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DirectoryStoreTest {
  @TempDir private Path temporary;
  private Instant now = Instant.parse("2026-01-01T00:00:00Z");

  private DirectoryStore store(long most) {
    return new DirectoryStore(directory(), most, () -> now);
  }

  private Path directory() {
    return temporary.resolve("a/layers");
  }

  private static String name(int number) {
    return "%064x".formatted(number);
  }

  private static void put(DirectoryStore store, int number, int size) throws Exception {
    byte[] bytes = new byte[size];
    bytes[0] = (byte) number;
    store.put(name(number), ByteBuffer.wrap(bytes));
  }

  private List<String> files() throws Exception {
    try (Stream<Path> files = Files.list(directory())) {
      return files.map(file -> String.valueOf(file.getFileName())).sorted().toList();
    }
  }

  private static List<Integer> there(DirectoryStore store, int most) throws Exception {
    List<Integer> there = new ArrayList<>();
    for (int i = 0; i < most; i++) {
      if (store.get(name(i), 1 << 20) != null) {
        there.add(i);
      }
    }
    return there;
  }

  @Test
  void whatIsPutIsThereUntilItIsTakenAway() throws Exception {
    DirectoryStore store = store(1000);
    assertThat(store.get(name(1), 100)).isNull();
    assertThat(store.status()).isEqualTo(new DirectoryStore.Status(directory(), 0, 0, null));
    put(store, 1, 10);
    put(store, 1, 12);

    assertThat(store.get(name(1), 12)).hasSize(12).startsWith(1);
    assertThat(store.get(name(1), 11)).isNull();
    assertThat(store.status()).isEqualTo(new DirectoryStore.Status(directory(), 1, 12, now));
    assertThat(files()).containsExactly(name(1) + ".layer");
    store.remove(name(1));
    store.remove(name(1));
    assertThat(files()).isEmpty();
  }

  @Test
  void theLongestUnusedGoFirst() throws Exception {
    DirectoryStore store = store(1000);
    for (int i = 0; i < 10; i++) {
      put(store, i, 100);
      now = now.plus(Duration.ofHours(2));
    }
    store.tidy();
    assertThat(files()).hasSize(10);
    assertThat(store.get(name(0), 100)).isNotNull();
    assertThat(store.get(name(2), 100)).isNotNull();
    now = now.plus(Duration.ofMinutes(1));
    put(store, 10, 50);
    assertThat(store.status().bytes()).isEqualTo(1050);

    store.tidy();

    assertThat(store.status().bytes()).isEqualTo(850);
    assertThat(there(store, 11)).containsExactly(0, 2, 4, 5, 6, 7, 8, 9, 10);
  }

  @Test
  void whatIsLargerThanAllTheRoomIsNotKept() throws Exception {
    DirectoryStore store = store(1000);
    put(store, 1, 1001);
    assertThat(directory()).doesNotExist();
    put(store, 2, 1000);
    assertThat(there(store, 3)).containsExactly(2);
  }

  @Test
  void onlyEntriesAreTouched() throws Exception {
    DirectoryStore store = store(100);
    put(store, 1, 60);
    put(store, 2, 60);
    List<String> others =
        List.of(
            "notes.txt",
            "x.layer",
            "g" + name(1).substring(1) + ".layer",
            name(1),
            name(1) + "0.layer",
            name(3) + ".x.layer");
    for (String other : others) {
      Files.write(directory().resolve(other), new byte[500]);
      Files.setLastModifiedTime(directory().resolve(other), FileTime.from(Instant.EPOCH));
    }
    assertThat(store.status().entries()).isEqualTo(2);
    store.tidy();
    assertThat(files()).containsAll(others).hasSize(others.size() + 1);
    assertThat(store.clean().entries()).isEqualTo(1);
    assertThat(files()).containsExactlyInAnyOrderElementsOf(others);
  }

  @Test
  void whatAStoppedProcessLeftIsTakenAwayAfterAnHour() throws Exception {
    DirectoryStore store = store(100);
    put(store, 1, 10);
    Path old = Files.write(directory().resolve(name(2) + ".77-1.part"), new byte[5]);
    Path fresh = Files.write(directory().resolve(name(2) + ".78-1.part"), new byte[5]);
    Files.setLastModifiedTime(old, FileTime.from(now.minus(Duration.ofMinutes(61))));
    Files.setLastModifiedTime(fresh, FileTime.from(now.minus(Duration.ofMinutes(59))));

    assertThat(store.status().entries()).isEqualTo(1);
    store.tidy();

    assertThat(files()).containsExactly(name(1) + ".layer", name(2) + ".78-1.part");
  }

  @Test
  void aPlaceThatCannotBeUsedIsAnErrorOfTheFileSystem() throws Exception {
    Files.write(temporary.resolve("a"), new byte[0]);
    DirectoryStore store = store(100);
    assertThatThrownBy(() -> put(store, 1, 10)).isInstanceOf(IOException.class);
    Files.createDirectories(temporary.resolve("b"));
    Files.write(temporary.resolve("b/layers"), new byte[0]);
    DirectoryStore file = new DirectoryStore(temporary.resolve("b/layers"), 100, () -> now);
    assertThatThrownBy(file::tidy).isInstanceOf(NotDirectoryException.class);
  }
}
