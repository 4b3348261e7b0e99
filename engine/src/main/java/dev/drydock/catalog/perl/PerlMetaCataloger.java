package dev.drydock.catalog.perl;

import dev.drydock.catalog.Discoveries;
import dev.drydock.catalog.Document;
import dev.drydock.catalog.DocumentCataloger;
import dev.drydock.image.LayerEntry;
import dev.drydock.json.Json;
import dev.drydock.limits.Limits;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// Finds Perl distributions by `META.json`, `MYMETA.json`, `META.yml` and `MYMETA.yml` (CPAN::Meta
/// specification, version 2; version 1.4 for YAML): cpanm keeps one of each that it installed in
/// `.meta`, and what cpan builds from stays in `.cpan/build`.
///
/// Other projects call files so too: only those count that say that they follow the specification
/// of CPAN. Those among the tests of a distribution are not taken for installed.
public final class PerlMetaCataloger extends DocumentCataloger {
  private static final String[] TESTS = {"/t/", "/xt/", "/corpus/"};

  public PerlMetaCataloger(Limits limits) {
    super("perl-cpan-meta", limits, "META.json", "MYMETA.json", "META.yml", "MYMETA.yml");
  }

  @Override
  public boolean wants(LayerEntry file) {
    boolean wanted = super.wants(file);
    for (String folder : TESTS) {
      wanted = wanted && !file.path().contains(folder);
    }
    return wanted;
  }

  @Override
  protected void read(Document document, Discoveries out) throws IOException {
    Json meta = document.name().endsWith(".json") ? document.json() : document.yaml();
    String name = text(meta, "name");
    String version = text(meta, "version");
    if (ofCpan(meta) && PerlDistributions.word(name) && PerlDistributions.word(version)) {
      out.add(
          PerlDistributions.component(
              name, version, licences(meta), document.file(), document.evidence()));
    }
  }

  /// PGXN's extensions of PostgreSQL have a `META.json` of nearly the same form.
  private static boolean ofCpan(Json meta) {
    Json specification = meta.get("meta-spec").orElse(new Json.Null());
    String url = text(specification, "url");
    return !url.contains("pgxn")
        && (meta.get("meta-spec").isPresent() || meta.get("generated_by").isPresent());
  }

  /// A string, or in version 2 a list of them; `unknown` says nothing.
  private static List<String> licences(Json meta) {
    List<String> licences = new ArrayList<>(meta.texts("license"));
    String one = text(meta, "license");
    if (!one.isEmpty()) {
      licences.add(one);
    }
    licences.remove("unknown");
    return licences;
  }

  /// Versions are numbers in some files, whose digits count as they are written.
  private static String text(Json json, String name) {
    return switch (json.get(name).orElse(new Json.Null())) {
      case Json.Text(String value) -> value.strip();
      case Json.Number(String literal) -> literal;
      default -> "";
    };
  }
}
