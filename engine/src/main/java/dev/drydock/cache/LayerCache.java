package dev.drydock.cache;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/// Finds what earlier readings of a layer left in stores, and keeps what this one brings.
///
/// A cache never fails: an entry that is not there, not whole, or about something else is a miss,
/// and a store that cannot be used is a problem to be told, beside a correct result. May be used by
/// several threads at once.
///
/// An entry is a mark of eight bytes, the [Seal] of all that follows it, the text of its
/// [LayerKey], and the content.
public final class LayerCache {
  private static final byte[] MARK = {'D', 'R', 'Y', 'D', 'O', 'C', 'K', 1};

  private final List<LayerStore> stores;
  private final Seal seal;
  private final String version;
  private final int mostBytes;

  /// Where in an entry begins what the seal is about.
  private final int sealedFrom;

  /// `null` where all stores are near.
  private final @Nullable ExecutorService lookups;

  private final Map<LayerKey, Future<@Nullable EntryReader>> ahead = new ConcurrentHashMap<>();
  private final List<Problem> problems = new ArrayList<>();

  /// What kept a store from its work. The results are right all the same.
  ///
  /// @param writing whether something was to be written
  public record Problem(LayerStore store, boolean writing, IOException cause) {}

  /// @param stores the nearest first: what a farther one has is kept in the nearer ones too
  /// @param version of the program: what one build finds is no answer for another
  /// @param mostBytes of one entry
  public LayerCache(List<LayerStore> stores, Seal seal, String version, int mostBytes) {
    this(stores, seal, version, mostBytes, null);
  }

  /// @param lookups threads for [#lookAhead], one for each task, since they wait for a network;
  ///   `null` where all stores are near
  public LayerCache(
      List<LayerStore> stores,
      Seal seal,
      String version,
      int mostBytes,
      @Nullable ExecutorService lookups) {
    this.stores = List.copyOf(stores);
    this.lookups = lookups;
    this.seal = seal;
    this.version = version;
    this.mostBytes = mostBytes;
    this.sealedFrom = MARK.length + seal.length();
  }

  public String version() {
    return version;
  }

  /// Begins to look for what [#find] is going to be asked about, where stores are far away: of all
  /// layers of an image at once, so that the way there is waited for once.
  public void lookAhead(Collection<LayerKey> keys) {
    if (lookups != null) {
      for (LayerKey key : keys) {
        ahead.computeIfAbsent(key, asked -> lookups.submit(() -> look(asked)));
      }
    }
  }

  /// Ends what of [#lookAhead] nobody has asked about.
  public void forget(Collection<LayerKey> keys) {
    for (LayerKey key : keys) {
      Future<@Nullable EntryReader> looking = ahead.remove(key);
      if (looking != null) {
        looking.cancel(true);
      }
    }
  }

  /// The content of the entry about `key`; `null` where there is none to be trusted.
  public @Nullable EntryReader find(LayerKey key) throws InterruptedException {
    Future<@Nullable EntryReader> looking = ahead.remove(key);
    if (looking == null) {
      return look(key);
    }
    try {
      return looking.get();
    } catch (CancellationException _) {
      return null;
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      return null; // interrupted, as all of them are when a scan ends early
    }
  }

  private @Nullable EntryReader look(LayerKey key) throws InterruptedException {
    String name = key.name(seal);
    for (int i = 0; i < stores.size(); i++) {
      LayerStore store = stores.get(i);
      try {
        byte[] entry = store.get(name, mostBytes);
        EntryReader content = entry == null ? null : opened(entry, key);
        if (entry != null && content != null) {
          for (LayerStore nearer : stores.subList(0, i)) {
            put(nearer, name, ByteBuffer.wrap(entry));
          }
          return content;
        } else if (entry != null) {
          store.remove(name);
        }
      } catch (IOException e) {
        problem(store, false, e);
      }
    }
    return null;
  }

  private @Nullable EntryReader opened(byte[] entry, LayerKey key) {
    if (entry.length < sealedFrom
        || Arrays.mismatch(entry, 0, MARK.length, MARK, 0, MARK.length) >= 0) {
      return null;
    }
    byte[] written = Arrays.copyOfRange(entry, MARK.length, sealedFrom);
    if (!MessageDigest.isEqual(written, seal.of(entry, sealedFrom, entry.length))) {
      return null;
    }
    EntryReader reader = new EntryReader(entry, sealedFrom);
    try {
      return reader.text().equals(key.text(seal)) ? reader : null;
    } catch (DamagedEntryException _) {
      return null;
    }
  }

  /// Takes the entry about `key` away, whose content made no sense.
  public void discard(LayerKey key) throws InterruptedException {
    for (LayerStore store : stores) {
      try {
        store.remove(key.name(seal));
      } catch (IOException e) {
        problem(store, true, e);
      }
    }
  }

  /// Where the content of an entry about `key` is written to, for [#keep].
  public EntryWriter entry(LayerKey key) throws NotCacheableException {
    EntryWriter entry = new EntryWriter(mostBytes);
    entry.raw(MARK);
    entry.raw(new byte[seal.length()]);
    entry.text(key.text(seal));
    return entry;
  }

  /// Keeps an entry about `key`.
  public void keep(LayerKey key, EntryWriter entry) throws InterruptedException {
    byte[] bytes = entry.array();
    byte[] sealed = seal.of(bytes, sealedFrom, entry.length());
    System.arraycopy(sealed, 0, bytes, MARK.length, seal.length());
    for (LayerStore store : stores) {
      put(store, key.name(seal), ByteBuffer.wrap(bytes, 0, entry.length()));
    }
  }

  private void put(LayerStore store, String name, ByteBuffer entry) throws InterruptedException {
    try {
      store.put(name, entry);
    } catch (IOException e) {
      problem(store, true, e);
    }
  }

  /// To be called once all is kept that one image brings.
  public void tidy() throws InterruptedException {
    for (LayerStore store : stores) {
      try {
        store.tidy();
      } catch (IOException e) {
        problem(store, true, e);
      }
    }
  }

  /// The first of each store counts.
  private void problem(LayerStore store, boolean writing, IOException e) {
    synchronized (problems) {
      for (Problem known : problems) {
        if (known.store().equals(store)) {
          return;
        }
      }
      problems.add(new Problem(store, writing, e));
    }
  }

  /// What kept stores from their work, one for each.
  public List<Problem> problems() {
    synchronized (problems) {
      return List.copyOf(problems);
    }
  }
}
