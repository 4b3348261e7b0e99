package dev.drydock.cli.promotion;

import dev.drydock.cli.console.ErrorLine;
import dev.drydock.cli.console.ExitCode;
import dev.drydock.image.manifest.Descriptor;
import dev.drydock.json.JsonWriter;
import dev.drydock.policy.Level;
import dev.drydock.policy.Violation;
import dev.drydock.promotion.Judged;
import dev.drydock.promotion.Outcome;
import dev.drydock.promotion.copy.BlobInventory;
import dev.drydock.report.Result;
import dev.drydock.report.ScanWords;
import dev.drydock.report.VerdictWords;
import dev.drydock.report.table.ScanTable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// What `drydock promote` tells.
///
/// @param colour whether a table goes to a terminal that shows colours
record PromotionReport(List<Entry> entries, boolean colour) {

  PromotionReport {
    entries = List.copyOf(entries);
  }

  /// One promotion.
  ///
  /// @param outcome `null` where it failed
  /// @param results what was found in the images that were judged
  /// @param failure the exit code of what failed
  /// @param error why it failed; `null` where it did not
  record Entry(
      String from,
      @Nullable String to,
      @Nullable Outcome outcome,
      List<Result> results,
      int failure,
      @Nullable String error) {
    Entry {
      results = List.copyOf(results);
    }

    static Entry failed(String from, @Nullable String to, int failure, String error) {
      return new Entry(from, to, null, List.of(), failure, error);
    }

    private int exitCode() {
      return outcome == null ? failure : outcome.passes() ? ExitCode.OK : ExitCode.GATE;
    }

    private String word() {
      return switch (outcome) {
        case null -> failure == ExitCode.GATE ? "refused" : "failed";
        case Outcome.Promoted _ -> "promoted";
        case Outcome.Refused _ -> "refused";
        case Outcome.Foreseen foreseen -> foreseen.passes() ? "would-promote" : "would-refuse";
      };
    }
  }

  /// A refusal counts more than what failed, and may be mended.
  int exitCode() {
    int worst = ExitCode.OK;
    for (Entry entry : entries) {
      int code = entry.exitCode();
      worst = code == ExitCode.GATE || worst == ExitCode.OK ? code : worst;
      if (worst == ExitCode.GATE) {
        return worst;
      }
    }
    return worst;
  }

  void table(OutputStream out) throws IOException {
    for (Entry entry : entries) {
      for (Result result : entry.results()) {
        if (result.verdict() != null && !result.verdict().passes()) {
          ScanTable.write(result, new ScanTable.Options(false, false, false, colour), out);
          line(out, "");
        }
      }
      Outcome outcome = entry.outcome();
      if (outcome != null) {
        for (String note : outcome.notes()) {
          line(out, "note: " + note);
        }
      }
      line(out, words(entry));
    }
    if (entries.size() > 1) {
      line(out, summary());
    }
  }

  private static void line(OutputStream out, String text) throws IOException {
    out.write((ErrorLine.oneLine(text) + "\n").getBytes(StandardCharsets.UTF_8));
  }

  private String summary() {
    int promoted = 0;
    int refused = 0;
    for (Entry entry : entries) {
      promoted += entry.exitCode() == ExitCode.OK ? 1 : 0;
      refused += entry.exitCode() == ExitCode.GATE ? 1 : 0;
    }
    return "%s: %d %s, %d refused, %d failed"
        .formatted(
            ScanWords.counted(entries.size(), "image"),
            promoted,
            entries.getFirst().outcome() instanceof Outcome.Foreseen
                ? "would be promoted"
                : "promoted",
            refused,
            entries.size() - promoted - refused);
  }

  private static String words(Entry entry) {
    // before the switch, which costs a process twenty milliseconds
    if (entry.outcome() instanceof Outcome.Promoted promoted) {
      return promoted(entry, promoted);
    }
    return switch (entry.outcome()) {
      case null ->
          (entry.failure() == ExitCode.GATE ? "REFUSED: " : "FAILED: ")
              + entry.from()
              + ": "
              + entry.error();
      case Outcome.Promoted promoted -> promoted(entry, promoted);
      case Outcome.Refused refused ->
          "REFUSED: "
              + entry.from()
              + " ("
              + refused.digest()
              + ") does not go to "
              + entry.to()
              + ": "
              + why(refused.judged(), refused.problems());
      case Outcome.Foreseen foreseen -> foreseen(entry, foreseen);
    };
  }

  private static String promoted(Entry entry, Outcome.Promoted promoted) {
    return "promoted: "
        + entry.to()
        + "@"
        + promoted.digest()
        + " (from "
        + entry.from()
        + "): "
        + copied(promoted)
        + beside(promoted.companions());
  }

  private static String copied(Outcome.Promoted promoted) {
    List<String> parts = new ArrayList<>();
    if (promoted.copied().copied() > 0) {
      parts.add(
          ScanWords.counted(promoted.copied().copied(), "blob")
              + " copied ("
              + megabytes(promoted.copied().bytes())
              + ")");
    }
    if (promoted.copied().mounted() > 0) {
      parts.add(promoted.copied().mounted() + " mounted");
    }
    if (promoted.copied().present() > 0 || parts.isEmpty()) {
      parts.add(promoted.copied().present() + " there already");
    }
    return String.join(", ", parts);
  }

  private static String beside(int companions) {
    return companions == 0
        ? ""
        : ", with " + ScanWords.counted(companions, "document") + " beside it";
  }

  private static String foreseen(Entry entry, Outcome.Foreseen foreseen) {
    BlobInventory blobs = foreseen.blobs();
    String what =
        " ("
            + foreseen.digest()
            + "): "
            + ScanWords.counted(blobs.missing().size(), "blob")
            + " to copy ("
            + megabytes(BlobInventory.bytes(blobs.missing()))
            + "), "
            + blobs.present().size()
            + " there already"
            + beside(foreseen.graph().companions().size());
    return foreseen.passes()
        ? "would be promoted: " + entry.from() + " to " + entry.to() + what
        : "WOULD BE REFUSED: "
            + entry.from()
            + " to "
            + entry.to()
            + what
            + ": "
            + why(foreseen.judged(), foreseen.problems());
  }

  private static String why(List<Judged> judged, List<String> problems) {
    List<String> why = new ArrayList<>();
    for (Judged one : judged) {
      if (!one.verdict().passes()) {
        why.add(
            (one.platform() == null ? "" : one.platform() + ": ")
                + VerdictWords.whole(one.verdict()));
      }
    }
    why.addAll(problems);
    return String.join("; ", why);
  }

  private static String megabytes(long bytes) {
    return String.format(Locale.ROOT, "%.1f MB", bytes / 1e6);
  }

  void json(OutputStream out) throws IOException {
    JsonWriter json = new JsonWriter(out);
    json.object().member("schemaVersion", 1L).array("promotions");
    for (Entry entry : entries) {
      json.object()
          .member("from", entry.from())
          .member("to", entry.to())
          .member("outcome", entry.word())
          .optional("error", entry.error());
      if (entry.outcome() != null) {
        json(json, entry.outcome());
      }
      json.end();
    }
    json.end().end().flush();
  }

  private static void json(JsonWriter json, Outcome outcome) throws IOException {
    json.member("digest", outcome.digest().toString());
    switch (outcome) {
      case Outcome.Promoted promoted ->
          json.object("blobs")
              .member("copied", (long) promoted.copied().copied())
              .member("bytes", promoted.copied().bytes())
              .member("mounted", (long) promoted.copied().mounted())
              .member("present", (long) promoted.copied().present())
              .end()
              .member("companions", (long) promoted.companions())
              .member("attested", promoted.attested());
      case Outcome.Refused refused -> json.member("problems", refused.problems());
      case Outcome.Foreseen foreseen -> {
        json.object("blobs")
            .member("bytes", BlobInventory.bytes(foreseen.blobs().missing()))
            .member("present", (long) foreseen.blobs().present().size());
        json.array("missing");
        for (Descriptor blob : foreseen.blobs().missing()) {
          json.object()
              .member("digest", blob.digest().toString())
              .member("bytes", blob.size())
              .end();
        }
        json.end()
            .end()
            .member("companions", (long) foreseen.graph().companions().size())
            .member("problems", foreseen.problems());
      }
    }
    json.array("images");
    for (Judged judged : outcome.judged()) {
      image(json, judged);
    }
    json.end().member("notes", outcome.notes());
  }

  private static void image(JsonWriter json, Judged judged) throws IOException {
    json.object()
        .member("digest", judged.digest().toString())
        .optional("platform", judged.platform() == null ? null : judged.platform().toString())
        .member("passes", judged.verdict().passes())
        .array("violations");
    for (Violation violation : judged.verdict().violations()) {
      if (violation.level() != Level.INFO) {
        json.object()
            .member("rule", violation.rule())
            .member("level", violation.level().word())
            .member("reason", violation.reason())
            .end();
      }
    }
    json.end().member("excused", (long) judged.verdict().excused().size()).end();
  }
}
