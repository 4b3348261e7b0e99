package dev.drydock.promotion.copy;

import dev.drydock.image.layer.BlobSource;
import dev.drydock.image.manifest.Descriptor;
import dev.drydock.image.manifest.MediaTypes;
import dev.drydock.image.registry.RegistryRepository;
import dev.drydock.promotion.work.ParallelWork;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ExecutorService;

/// Brings blobs from one repository into another: none that is there, without moving it where both
/// are in one registry, else as it streams, verified on its way. What was brought stays where the
/// rest fails, and is there at the next try.
public final class BlobCopies {
  private final RegistryRepository source;
  private final RegistryRepository destination;
  private final ParallelWork requests;
  private final ParallelWork streams;
  private final ExecutorService threads;
  private final CopyProgress progress;

  /// @param requests does what takes a moment
  /// @param streams does what takes long
  /// @param threads reads the source ahead
  public BlobCopies(
      RegistryRepository source,
      RegistryRepository destination,
      ParallelWork requests,
      ParallelWork streams,
      ExecutorService threads,
      CopyProgress progress) {
    this.source = source;
    this.destination = destination;
    this.requests = requests;
    this.streams = streams;
    this.threads = threads;
    this.progress = progress;
  }

  private enum Place {
    DESTINATION,
    SOURCE,
    ELSEWHERE
  }

  /// Where all of them are.
  public BlobInventory look(List<Descriptor> blobs) throws IOException, InterruptedException {
    List<ParallelWork.Task<Place>> tasks = new ArrayList<>();
    for (Descriptor blob : blobs) {
      tasks.add(
          () -> {
            if (destination.hasBlob(blob.digest())) {
              return Place.DESTINATION;
            }
            boolean absent =
                MediaTypes.isForeignLayer(blob.mediaType()) && !source.hasBlob(blob.digest());
            return absent ? Place.ELSEWHERE : Place.SOURCE;
          });
    }
    List<Place> places = requests.all(tasks);
    List<Descriptor> present = new ArrayList<>();
    List<Descriptor> missing = new ArrayList<>();
    List<Descriptor> foreign = new ArrayList<>();
    for (int i = 0; i < blobs.size(); i++) {
      switch (places.get(i)) {
        case DESTINATION -> present.add(blobs.get(i));
        case SOURCE -> missing.add(blobs.get(i));
        case ELSEWHERE -> foreign.add(blobs.get(i));
      }
    }
    return new BlobInventory(present, missing, foreign);
  }

  /// Brings what is missing, the largest first, so that none of them is waited for in the end.
  public Copied copy(BlobInventory inventory) throws IOException, InterruptedException {
    List<Descriptor> missing = new ArrayList<>(inventory.missing());
    missing.sort(Comparator.comparingLong(Descriptor::size).reversed());
    Meter meter = new Meter(progress, BlobInventory.bytes(missing));
    List<ParallelWork.Task<Boolean>> tasks = new ArrayList<>();
    for (Descriptor blob : missing) {
      tasks.add(() -> copy(blob, meter));
    }
    List<Boolean> moved = streams.all(tasks);
    int copied = 0;
    long bytes = 0;
    for (int i = 0; i < missing.size(); i++) {
      copied += moved.get(i) ? 1 : 0;
      bytes += moved.get(i) ? missing.get(i).size() : 0;
    }
    return new Copied(copied, bytes, missing.size() - copied, inventory.present().size());
  }

  /// @return whether its bytes moved
  private boolean copy(Descriptor blob, Meter meter) throws IOException, InterruptedException {
    if (sameRegistry() && destination.mountBlob(blob.digest(), source.reference().repository())) {
      return false;
    }
    String what = "blob " + blob.digest() + " of " + source.reference().familiar();
    BlobSource content = () -> new VerifiedBlob(open(blob, what), blob, meter, what);
    destination.streamBlob(blob.digest(), blob.size(), content, what);
    return true;
  }

  private InputStream open(Descriptor blob, String what) throws IOException, InterruptedException {
    InputStream in = source.open(blob, what);
    return blob.size() > ReadAhead.CHUNK ? new ReadAhead(in, threads) : in;
  }

  private boolean sameRegistry() {
    return source.reference().registry().equals(destination.reference().registry());
  }
}
