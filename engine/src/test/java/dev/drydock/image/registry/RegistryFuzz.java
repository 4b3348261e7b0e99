package dev.drydock.image.registry;

import dev.drydock.fuzz.FuzzAnswers;
import dev.drydock.fuzz.FuzzFiles;
import dev.drydock.fuzz.FuzzTree;
import dev.drydock.fuzz.ProcessorTime;
import dev.drydock.image.Digest;
import dev.drydock.image.Image;
import dev.drydock.image.Layer;
import dev.drydock.image.manifest.ManifestReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What registries answer when they are asked for an image, its platforms, tags and referrers:
/// manifests, blobs, lists with further pages, redirects, challenges, tokens and errors; and the
/// file with the credentials. Beside the client, which is no one else's to call.
public final class RegistryFuzz {
  private static final ImageReference IMAGE = ImageReference.parse("registry.example/team/app:1");
  private static final Digest SUBJECT = Digest.of("sha256", new byte[0]);
  private static final Path DIRECTORY = FuzzFiles.directory();

  /// What one way of asking does with a client of its own.
  private interface Question {
    void ask(RegistryClient client) throws IOException, InterruptedException;
  }

  private static final List<Question> QUESTIONS =
      List.of(
          RegistryFuzz::image,
          client -> {
            List<ImageReference> _ = RegistryImages.platforms(IMAGE, FuzzTree.LIMITS, client);
          },
          client -> {
            RegistryTags.Listing _ = new RegistryTags(client, IMAGE, FuzzTree.LIMITS).list();
          },
          client -> {
            Referrers.Listing _ =
                Referrers.of(client, new ManifestReader(FuzzTree.LIMITS), SUBJECT, "x");
          });

  private RegistryFuzz() {}

  public static void fuzzerTestOneInput(byte[] data) throws IOException, InterruptedException {
    ProcessorTime.judge(data, RegistryFuzz::read);
  }

  private static void read(byte[] data) throws IOException, InterruptedException {
    CredentialStore credentials = credentials(data);
    for (Question question : QUESTIONS) {
      try {
        question.ask(
            new RegistryClient(
                IMAGE, credentials, TestSettings.quick(), FuzzTree.LIMITS, new Played(data)));
      } catch (IOException _) {
        // refused
      }
    }
    String text = new String(data, StandardCharsets.UTF_8);
    Challenge _ = Challenge.best(text);
    String _ = PageLink.target(text);
  }

  /// The first part is the file, where it is JSON; what it names as a program is not there.
  private static CredentialStore credentials(byte[] data) throws IOException, InterruptedException {
    byte[] first = new FuzzAnswers(data).next();
    if (first.length == 0 || first[0] != '{') {
      return _ -> Optional.of(new Credentials.UserPassword("user", "password"));
    }
    Path file = Files.write(FuzzFiles.file(DIRECTORY, "config.json"), first);
    CredentialHelper none =
        new CredentialHelper(FuzzTree.LIMITS, Duration.ofSeconds(1), DIRECTORY.resolve("none"));
    CredentialFile stored = new CredentialFile(file, FuzzTree.LIMITS, none);
    try {
      Optional<Credentials> _ = stored.find(ImageReference.parse("debian"));
    } catch (IOException _) {
      // refused
    }
    return stored;
  }

  private static void image(RegistryClient client) throws IOException, InterruptedException {
    try (Image image = RegistryImages.open(IMAGE, Reading.AMD64, false, FuzzTree.LIMITS, client)) {
      for (Layer layer : image.layers()) {
        layer.walk((entry, content) -> content.bytes(FuzzTree.LIMITS.fileBytes(), entry.path()));
      }
    }
  }

  /// A registry that gives out the parts in turn, but a part of that digest where it is asked for
  /// one.
  private static final class Played implements Transport {
    private final FuzzAnswers answers;

    Played(byte[] data) {
      answers = new FuzzAnswers(data);
      if (answers.parts().getFirst().length > 0 && answers.parts().getFirst()[0] == '{') {
        byte[] _ = answers.next(); // the credentials
      }
    }

    @Override
    public Response send(Request request) {
      FuzzAnswers.Http wanted = byDigest(request.uri());
      return new Answer(wanted != null ? wanted : FuzzAnswers.Http.of(answers.next()));
    }

    private FuzzAnswers.@Nullable Http byDigest(URI address) {
      String path = String.valueOf(address.getPath());
      String last = path.substring(path.lastIndexOf('/') + 1);
      if (last.startsWith("sha256:")) {
        for (byte[] part : answers.parts()) {
          FuzzAnswers.Http answer = FuzzAnswers.Http.of(part);
          if (Digest.of("sha256", answer.body()).toString().equals(last)) {
            return answer;
          }
        }
      }
      return null;
    }
  }

  private record Answer(FuzzAnswers.Http played) implements Transport.Response {
    @Override
    public int status() {
      return played.status();
    }

    @Override
    public @Nullable String header(String name) {
      return played.headers().get(name.toLowerCase(Locale.ROOT));
    }

    @Override
    public InputStream body() {
      return new ByteArrayInputStream(played.body());
    }

    @Override
    public void close() {
      // nothing is open
    }
  }
}
