package dev.drydock.promotion;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.testkit.Blob;
import dev.drydock.testkit.FallibleRegistry;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Looks at a repository as somebody does who deploys from it: whatever has a tag has to be whole.
/// Knows manifests as texts only, so that it is another judge than what is tested.
final class Downstairs {
  private static final Pattern DIGEST = Pattern.compile("\"digest\":\"(sha256:[0-9a-f]{64})\"");
  private static final Pattern SUBJECT = Pattern.compile(",?\"subject\":\\{[^}]*\\}");

  private final FallibleRegistry registry;
  private final String repository;

  Downstairs(FallibleRegistry registry, String repository) {
    this.registry = registry;
    this.repository = repository;
  }

  /// The tags that are there.
  List<String> tags() {
    List<String> tags = new ArrayList<>();
    String manifests = repository + "/manifests/";
    for (String path : registry.paths()) {
      if (path.startsWith(manifests) && !path.startsWith(manifests + "sha256:")) {
        tags.add(path.substring(manifests.length()));
      }
    }
    tags.sort(null);
    return tags;
  }

  /// All that is to be seen is whole.
  void assertWhole() {
    for (String tag : tags()) {
      whole(tag, new HashSet<>());
    }
  }

  private void whole(String reference, Set<String> seen) {
    if (!seen.add(reference)) {
      return;
    }
    String manifest = text("manifests/" + reference);
    boolean index = manifest.contains("\"manifests\":[");
    for (String digest : digests(SUBJECT.matcher(manifest).replaceAll(""))) {
      if (index) {
        whole(digest, seen);
      } else {
        assertThat(registry.get(repository + "/blobs/" + digest)).as(digest).isNotNull();
      }
    }
    Matcher subject = SUBJECT.matcher(manifest);
    if (subject.find()) {
      whole(digests(subject.group()).getFirst(), seen);
    }
  }

  /// What is listed beside a manifest.
  List<String> beside(String subject) {
    List<String> listed = new ArrayList<>(registry.referrers(repository, subject));
    String tag = "manifests/" + subject.replace(':', '-');
    if (registry.get(repository + "/" + tag) != null) {
      listed.addAll(digests(text(tag)));
    }
    return listed;
  }

  String text(String path) {
    Blob blob = registry.get(repository + "/" + path);
    if (blob == null) {
      throw new AssertionError(path + " is not there");
    }
    return new String(blob.bytes(), StandardCharsets.UTF_8);
  }

  static List<String> digests(String text) {
    List<String> digests = new ArrayList<>();
    Matcher matcher = DIGEST.matcher(text);
    while (matcher.find()) {
      digests.add(matcher.group(1));
    }
    return digests;
  }
}
