package dev.drydock.catalog.hex;

import dev.drydock.bom.Component.Evidence;
import dev.drydock.bom.Purl;
import dev.drydock.catalog.Discoveries;
import dev.drydock.catalog.FileCataloger;
import dev.drydock.catalog.FileNames;
import dev.drydock.catalog.LockedPackages;
import dev.drydock.image.FileContent;
import dev.drydock.image.LayerEntry;
import dev.drydock.limits.Limits;
import java.io.IOException;
import java.util.List;
import java.util.Locale;

/// Finds installed applications of Erlang and Elixir, those of releases and of Erlang/OTP itself,
/// by `ebin/*.app` (Erlang/OTP documentation, "app"):
///
///     {application, cowboy, [{description, "HTTP server."}, {vsn, "2.9.0"}, {modules, […]}]}.
public final class ErlangApplicationCataloger implements FileCataloger {
  private static final String NAME = "erlang-application";
  private static final String ENDING = ".app";
  private static final String FOLDER = "ebin/";

  private final Limits limits;

  public ErlangApplicationCataloger(Limits limits) {
    this.limits = limits;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public FileNames fileNames() {
    return FileNames.ending("app");
  }

  @Override
  public boolean wants(LayerEntry file) {
    String path = file.path();
    int folder = path.lastIndexOf('/') + 1 - FOLDER.length();
    return file.size() > 0
        && path.endsWith(ENDING)
        && folder >= 0
        && path.startsWith(FOLDER, folder)
        && (folder == 0 || path.charAt(folder - 1) == '/');
  }

  @Override
  public void catalog(LayerEntry file, FileContent content, Discoveries out) throws IOException {
    byte[] document = content.bytes(limits.documentBytes(), file.path());
    LockedPackages packages =
        new LockedPackages(file, new Evidence(NAME, "application resource file"), out);
    for (Term term : TermReader.erlang(document, file.path(), limits)) {
      List<Term> fields = term.tuple();
      if (fields.size() < 3 || !fields.getFirst().atom("application")) {
        continue;
      }
      String name = fields.get(1).word();
      Term version = fields.get(2).member("vsn");
      String text = version == null ? null : version.text();
      if (name != null && !name.isBlank() && text != null && !text.isBlank()) {
        packages.add(name, name, text, Purl.of("otp", null, name.toLowerCase(Locale.ROOT), text));
      }
    }
  }
}
