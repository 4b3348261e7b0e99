package dev.drydock;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.catalog.Cataloger;
import dev.drydock.catalog.inventory.Catalogers;
import dev.drydock.limits.Limits;
import dev.drydock.project.formats.ProjectFormats;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// What the documents say about the repository, where a program can tell whether it is true.
class DocumentationTest {
  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
  private static final Path DOCS = ROOT.resolve("docs");
  private static final Pattern LINK = Pattern.compile("\\]\\(([^()\\s]+)\\)");
  private static final Pattern CODE = Pattern.compile("(?s)```.*?```|`[^`\n]*`");
  private static final Pattern ABSOLUTE = Pattern.compile("[a-z][a-z0-9+.-]*:.*");

  /// A link as it stands in a document.
  ///
  /// @param target the file or directory that it names
  /// @param section what follows the `#`; empty where nothing does
  private record Link(Path document, Path target, String section) {
    @Override
    public String toString() {
      return ROOT.relativize(document)
          + " -> "
          + ROOT.relativize(target)
          + (section.isEmpty() ? "" : "#" + section);
    }
  }

  @Test
  void everyLinkLeadsToAFileOfTheRepository() throws IOException {
    List<Link> links = links();
    assertThat(links).hasSizeGreaterThan(40);
    assertThat(links)
        .allMatch(link -> link.target().startsWith(ROOT) && Files.exists(link.target()));
  }

  @Test
  void everyLinkToASectionLeadsToAHeading() throws IOException {
    List<Link> broken = new ArrayList<>();
    for (Link link : links()) {
      if (!link.section().isEmpty() && !anchors(link.target()).contains(link.section())) {
        broken.add(link);
      }
    }
    assertThat(broken).isEmpty();
  }

  @Test
  void everyFileOfDocsIsLinkedFromAnotherDocument() throws IOException {
    Set<Path> reached = new TreeSet<>();
    for (Link link : links()) {
      if (!link.document().equals(link.target())) {
        reached.add(link.target());
      }
    }
    List<Path> lost = new ArrayList<>();
    for (Path file : files(DOCS, "")) {
      // a link to a directory shows all of it
      if (!reached.contains(file)
          && (file.getParent().equals(DOCS) || !reached.contains(file.getParent()))) {
        lost.add(ROOT.relativize(file));
      }
    }
    assertThat(lost).isEmpty();
  }

  @Test
  void coverageSpeaksOfEveryCatalogerOnce() throws IOException {
    Pattern row = Pattern.compile("(?m)^\\| (`[^|]+`) \\|");
    Pattern name = Pattern.compile("`([^`]+)`");
    List<String> written =
        row.matcher(section(DOCS.resolve("coverage.md"), "## What we read"))
            .results()
            .flatMap(found -> name.matcher(found.group(1)).results())
            .map(found -> found.group(1))
            .toList();
    List<String> builtIn =
        Catalogers.builtIn(Limits.defaults()).stream().map(Cataloger::name).toList();
    assertThat(written).containsExactlyInAnyOrderElementsOf(builtIn);
  }

  @Test
  void supportedHasEveryCatalogerAndNoOther() throws IOException {
    Pattern row = Pattern.compile("(?m)^\\| `([^`]+)` \\|");
    List<String> written =
        row.matcher(section(DOCS.resolve("supported.md"), "## Catalogers"))
            .results()
            .map(found -> found.group(1))
            .toList();
    List<String> builtIn =
        Catalogers.builtIn(Limits.defaults()).stream().map(Cataloger::name).toList();
    assertThat(written).containsExactlyElementsOf(builtIn);
  }

  @Test
  void supportedHasEveryKindOfProjectFileAndNoOther() throws IOException {
    Pattern row = Pattern.compile("(?m)^\\| `([^`]+)` \\| `([^`]+)` \\|");
    List<String> written =
        row.matcher(section(DOCS.resolve("supported.md"), "## Project files"))
            .results()
            .map(found -> found.group(1) + " of " + found.group(2))
            .toList();
    assertThat(written)
        .containsExactlyElementsOf(
            ProjectFormats.builtIn().stream()
                .map(format -> format.name() + " of " + format.purlType())
                .toList());
  }

  @Test
  void everyDecisionHasItsFourParts() throws IOException {
    List<Path> decisions = files(DOCS.resolve("adr"), ".md");
    assertThat(decisions).hasSizeGreaterThan(5);
    for (int i = 0; i < decisions.size(); i++) {
      List<String> parts = new ArrayList<>();
      for (String line : Files.readAllLines(decisions.get(i))) {
        if (line.startsWith("## ") || line.startsWith("Status: ")) {
          parts.add(line.startsWith("## ") ? line : "Status");
        }
      }
      assertThat(decisions.get(i))
          .content()
          .as("numbers without a gap: %s", decisions.get(i).getFileName())
          .startsWith("# " + (i + 1) + ". ");
      assertThat(parts)
          .as(decisions.get(i).getFileName().toString())
          .containsExactly("Status", "## Context", "## Decision", "## Consequences");
    }
  }

  private static List<Path> documents() throws IOException {
    List<Path> documents = new ArrayList<>();
    try (Stream<Path> beside = Files.list(ROOT)) {
      beside.filter(file -> file.toString().endsWith(".md")).forEach(documents::add);
    }
    documents.addAll(files(DOCS, ".md"));
    documents.addAll(files(ROOT.resolve("advisories"), ".md"));
    documents.addAll(files(ROOT.resolve("examples"), ".md"));
    return documents;
  }

  private static List<Path> files(Path directory, String ending) throws IOException {
    try (Stream<Path> all = Files.walk(directory)) {
      return all.filter(file -> Files.isRegularFile(file) && file.toString().endsWith(ending))
          .sorted()
          .toList();
    }
  }

  /// All links but those to other places of the web.
  private static List<Link> links() throws IOException {
    List<Link> links = new ArrayList<>();
    for (Path document : documents()) {
      String prose = CODE.matcher(Files.readString(document)).replaceAll("");
      LINK.matcher(prose)
          .results()
          .map(found -> found.group(1))
          .filter(target -> !ABSOLUTE.matcher(target).matches())
          .forEach(target -> links.add(link(document, target)));
    }
    return links;
  }

  private static Link link(Path document, String target) {
    int hash = target.indexOf('#');
    String file = hash < 0 ? target : target.substring(0, hash);
    return new Link(
        document,
        file.isEmpty() ? document : document.resolveSibling(file).normalize(),
        hash < 0 ? "" : target.substring(hash + 1));
  }

  /// The names under which a heading can be linked to: lower case, dashes for spaces, no other
  /// signs.
  private static Set<String> anchors(Path document) throws IOException {
    Set<String> anchors = new TreeSet<>();
    for (String line : Files.readAllLines(document)) {
      if (line.startsWith("#")) {
        String heading = line.replaceFirst("^#+ ", "").toLowerCase(Locale.ROOT);
        anchors.add(heading.replaceAll("[^\\p{L}\\p{N} _-]", "").replace(' ', '-'));
      }
    }
    return anchors;
  }

  private static String section(Path document, String heading) throws IOException {
    String text = Files.readString(document);
    int start = text.indexOf(heading + "\n");
    assertThat(start).as(heading).isNotNegative();
    int end = text.indexOf("\n## ", start);
    return text.substring(start, end < 0 ? text.length() : end);
  }
}
