package dev.drydock.catalog.hex;

import dev.drydock.bom.Purl;
import dev.drydock.catalog.Discoveries;
import dev.drydock.catalog.Document;
import dev.drydock.catalog.DocumentCataloger;
import dev.drydock.catalog.PackageGraph;
import dev.drydock.limits.Limits;
import java.io.IOException;
import java.util.List;
import java.util.Locale;

/// Finds installed applications of Erlang and Elixir, those of releases and of Erlang/OTP itself,
/// by `ebin/*.app` (Erlang/OTP documentation, "app"):
///
///     {application, cowboy, [{description, "HTTP server."}, {vsn, "2.9.0"}, {modules, […]}]}.
public final class ErlangApplicationCataloger extends DocumentCataloger {
  public ErlangApplicationCataloger(Limits limits) {
    super("erlang-application", limits, "ebin/*.app");
  }

  @Override
  protected void read(Document document, Discoveries out) throws IOException {
    PackageGraph packages =
        new PackageGraph(document.file(), document.evidence("application resource file"), out);
    for (Term term : TermReader.erlang(document.bytes(), document.path(), document.limits())) {
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
