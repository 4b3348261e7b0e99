package dev.drydock.advisory.index;

import dev.drydock.advisory.Advisory;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// An [Advisory] as bytes.
final class AdvisoryCodec {
  static final int SUFFIX_WRITTEN = 0;
  private static final int SUFFIX_IS_ID = 1;
  private static final int SUFFIX_IS_UPSTREAM = 2;
  private static final int MOST_SCORE = 1_000;

  private AdvisoryCodec() {}

  static void write(Advisory advisory, StringPool strings, ByteWriter out) {
    String published = advisory.published();
    String modified = advisory.modified();
    boolean sameTime = modified != null && modified.equals(published);
    String summary = advisory.summary();
    String word = advisory.severityWord();
    Double score = advisory.cvssScore();
    boolean scored = score != null && score >= 0 && score <= MOST_SCORE;
    String url = advisory.url();
    out.u8(
        (summary != null ? IndexFormat.HAS_SUMMARY : 0)
            | (published != null ? IndexFormat.HAS_PUBLISHED : 0)
            | (sameTime ? IndexFormat.MODIFIED_IS_PUBLISHED : 0)
            | (modified != null && !sameTime ? IndexFormat.HAS_MODIFIED : 0)
            | (word != null ? IndexFormat.HAS_WORD : 0)
            | (scored ? IndexFormat.HAS_SCORE : 0)
            | (url != null ? IndexFormat.HAS_URL : 0));
    out.id(advisory.id());
    writeIds(advisory.aliases(), out);
    writeIds(advisory.upstream(), out);
    if (summary != null) {
      out.string(summary);
    }
    if (published != null) {
      out.time(published);
    }
    if (modified != null && !sameTime) {
      out.time(modified);
    }
    writeSeverities(advisory.severities(), strings, out);
    if (word != null) {
      out.number(strings.number(word));
    }
    if (score != null && scored) {
      out.number(Math.round(score * IndexFormat.SCORE_UNIT));
    }
    out.number(advisory.cwes().size());
    for (String cwe : advisory.cwes()) {
      out.number(strings.number(cwe));
    }
    if (url != null) {
      writeUrl(url, advisory, strings, out);
    }
  }

  private static void writeIds(List<String> ids, ByteWriter out) {
    out.number(ids.size());
    for (String id : ids) {
      out.id(id);
    }
  }

  static void writeSeverities(
      List<Advisory.Severity> severities, StringPool strings, ByteWriter out) {
    out.number(severities.size());
    for (Advisory.Severity severity : severities) {
      String source = severity.source();
      out.number(strings.number(severity.type()));
      out.number(strings.number(severity.score()));
      out.number(source == null ? 0 : strings.number(source) + 1L);
    }
  }

  /// All up to the last `/` is shared; what follows often is the record's id, or that of the CVE it
  /// is about.
  private static void writeUrl(String url, Advisory advisory, StringPool strings, ByteWriter out) {
    int slash = url.lastIndexOf('/') + 1;
    String suffix = url.substring(slash);
    boolean isId = suffix.equals(advisory.id());
    boolean isUpstream =
        !advisory.upstream().isEmpty() && suffix.equals(advisory.upstream().getFirst());
    int kind = isId ? SUFFIX_IS_ID : isUpstream ? SUFFIX_IS_UPSTREAM : SUFFIX_WRITTEN;
    out.number(strings.number(url.substring(0, slash)));
    out.u8(kind);
    if (kind == SUFFIX_WRITTEN) {
      out.string(suffix);
    }
  }

  static Advisory read(ByteReader in, Strings strings) {
    int flags = in.u8();
    String id = in.id();
    List<String> aliases = readIds(in);
    List<String> upstream = readIds(in);
    String summary = (flags & IndexFormat.HAS_SUMMARY) != 0 ? in.string() : null;
    String published = (flags & IndexFormat.HAS_PUBLISHED) != 0 ? in.time() : null;
    String modified =
        (flags & IndexFormat.MODIFIED_IS_PUBLISHED) != 0
            ? published
            : (flags & IndexFormat.HAS_MODIFIED) != 0 ? in.time() : null;
    List<Advisory.Severity> severities = readSeverities(in, strings);
    String word = (flags & IndexFormat.HAS_WORD) != 0 ? strings.get(in.small()) : null;
    Double score =
        (flags & IndexFormat.HAS_SCORE) != 0 ? in.small() / IndexFormat.SCORE_UNIT : null;
    int count = in.count();
    List<String> cwes = count == 0 ? List.of() : new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      cwes.add(strings.get(in.small()));
    }
    String url = (flags & IndexFormat.HAS_URL) != 0 ? readUrl(in, strings, id, upstream) : null;
    return new Advisory(
        id, aliases, upstream, summary, published, modified, severities, word, score, cwes, url);
  }

  private static List<String> readIds(ByteReader in) {
    int count = in.count();
    if (count == 0) {
      return List.of();
    }
    if (count == 1) {
      return List.of(in.id());
    }
    List<String> ids = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      ids.add(in.id());
    }
    return ids;
  }

  static List<Advisory.Severity> readSeverities(ByteReader in, Strings strings) {
    int count = in.count();
    if (count == 0) {
      return List.of();
    }
    List<Advisory.Severity> severities = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      String type = strings.get(in.small());
      String score = strings.get(in.small());
      int source = in.small();
      severities.add(
          new Advisory.Severity(type, score, source == 0 ? null : strings.get(source - 1)));
    }
    return severities;
  }

  private static @Nullable String readUrl(
      ByteReader in, Strings strings, String id, List<String> upstream) {
    String prefix = strings.get(in.small());
    return prefix
        + switch (in.u8()) {
          case SUFFIX_WRITTEN -> in.string();
          case SUFFIX_IS_ID -> id;
          case SUFFIX_IS_UPSTREAM -> upstream.isEmpty() ? "" : upstream.getFirst();
          default -> throw new ByteReader.Malformed("a link has no such form");
        };
  }
}
