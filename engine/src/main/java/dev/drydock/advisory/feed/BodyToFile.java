package dev.drydock.advisory.feed;

import dev.drydock.advisory.file.AtomicFile;
import dev.drydock.limits.LimitExceededException;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/// A response's body on its way into a file, bounded; counts as it goes, so that somebody else can
/// see whether anything still comes.
final class BodyToFile implements HttpResponse.BodySubscriber<Long> {
  private final FileChannel out;
  private final boolean keep;
  private final String what;
  private final long max;
  private final CompletableFuture<Long> done = new CompletableFuture<>();
  private volatile long received;
  private Flow.@Nullable Subscription subscription;

  /// @param keep whether the body is written, or only passed over
  BodyToFile(FileChannel out, boolean keep, String what, long max) {
    this.out = out;
    this.keep = keep;
    this.what = what;
    this.max = max;
  }

  long received() {
    return received;
  }

  @Override
  public CompletionStage<Long> getBody() {
    return done;
  }

  @Override
  public void onSubscribe(Flow.Subscription given) {
    subscription = given;
    given.request(Long.MAX_VALUE);
  }

  @Override
  public void onNext(List<ByteBuffer> buffers) {
    try {
      long count = received;
      for (ByteBuffer buffer : buffers) {
        count += buffer.remaining();
        if (count > max) {
          throw new LimitExceededException("feedBytes", what, max);
        }
        if (keep) {
          AtomicFile.writeAll(out, buffer);
        }
      }
      received = count;
    } catch (IOException e) {
      if (subscription != null) {
        subscription.cancel();
      }
      done.completeExceptionally(e);
    }
  }

  @Override
  public void onError(Throwable failure) {
    done.completeExceptionally(failure);
  }

  @Override
  public void onComplete() {
    done.complete(received);
  }
}
