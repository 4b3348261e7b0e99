package dev.drydock.cli.scan;

import dev.drydock.advisory.Advisories;
import dev.drydock.approval.standing.Standing;
import dev.drydock.bom.Bom;
import dev.drydock.bom.BomComparison;
import dev.drydock.cli.command.Invocation;
import dev.drydock.cli.console.Failure;
import dev.drydock.cli.console.PathArgument;
import dev.drydock.cli.console.ProgressLine;
import dev.drydock.cli.database.LocalAdvisories;
import dev.drydock.cli.input.Account;
import dev.drydock.cli.input.AttachedProvenance;
import dev.drydock.cli.input.AttachedVex;
import dev.drydock.cli.input.Inputs;
import dev.drydock.cli.input.Projects;
import dev.drydock.cli.standing.BaseStandings;
import dev.drydock.cli.surroundings.Surroundings;
import dev.drydock.image.Digest;
import dev.drydock.image.Image;
import dev.drydock.image.registry.DocumentKind;
import dev.drydock.image.source.Candidate;
import dev.drydock.origin.BaseImage;
import dev.drydock.origin.KnownBase;
import dev.drydock.origin.Origins;
import dev.drydock.scan.Examined;
import dev.drydock.scan.Scan;
import dev.drydock.scan.Scanner;
import dev.drydock.scan.StandingBase;
import dev.drydock.vex.VexReader;
import dev.drydock.vex.VexStatements;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/// The engine's stages, called one after the other with what the surroundings and the options say.
public final class Stages {
  private final Surroundings surroundings;
  private final Invocation invocation;
  private final ProgressLine progress;
  private final Inputs inputs;
  private final BaseSource bases;
  private final Projects projects;
  private final ImageReading reading;
  private final @Nullable BaseStandings standings;

  public Stages(Surroundings surroundings, Invocation invocation, ProgressLine progress)
      throws Failure {
    this(surroundings, invocation, progress, null);
  }

  /// @param standings which bases are approved; `null` where nobody asks
  public Stages(
      Surroundings surroundings,
      Invocation invocation,
      ProgressLine progress,
      @Nullable BaseStandings standings)
      throws Failure {
    surroundings.headStart();
    this.standings = standings;
    this.surroundings = surroundings;
    this.invocation = invocation;
    this.progress = progress;
    this.inputs = new Inputs(surroundings, invocation, progress);
    this.projects = new Projects(surroundings, invocation);
    this.reading = new ImageReading(surroundings, invocation, progress, inputs, standings);
    this.bases = new BaseSource(inputs, image -> reading.catalog(image, null));
  }

  /// Whether the user asked for all that a name stands for, which may be several images.
  boolean several() {
    return inputs.several();
  }

  /// What was said of one image.
  ///
  /// @param project that it is built from; `null` where none is known
  /// @param index that it was chosen from; `null` where it was from none, or nobody knows
  public record Scanned(Scan report, Projects.@Nullable Located project, @Nullable Digest index) {}

  /// Whether the project that an image is built from may be known.
  public boolean mayHaveProject() {
    return projects.possible();
  }

  /// The one image that is named.
  public Scanned scanOne(String reference) throws IOException, InterruptedException, Failure {
    if (several()) {
      throw Failure.usage(
          invocation.command()
              + " is for one image; name its platform, and leave --all-images out");
    }
    return scan(reference).getFirst();
  }

  /// What is said of each image that is asked for.
  public List<Scanned> scan(String reference) throws IOException, InterruptedException, Failure {
    AttachedProvenance.requireWord(invocation, inputs);
    // first, since it fails at once where it does, and an image may take long
    VexStatements vex = vex(reference);
    // beside the opening of the image, and waited for before the long way through its layers
    Future<Advisories> opening = surroundings.executor().submit(this::advisories);
    Advisories advisories;
    List<ImageReading.Seen> seen = new ArrayList<>();
    try {
      Bom document = inputs.document(reference);
      if (document != null) {
        Standing standing = standings == null ? null : standings.of(document);
        seen.add(new ImageReading.Seen(document, null, null, null, standing, null));
      } else if (inputs.several()) {
        for (Candidate candidate : inputs.candidates(reference)) {
          seen.add(look(null, candidate.open(), opening));
        }
      } else {
        seen.add(look(reference, inputs.open(reference), opening));
      }
      advisories = result(opening);
    } finally {
      opening.cancel(true);
    }
    List<Scanned> scanned = new ArrayList<>();
    for (ImageReading.Seen one : seen) {
      scanned.add(report(one, advisories, vex));
    }
    return scanned;
  }

  /// @param reference as the user named it; `null` where that stands for several images
  /// @param opened closed afterwards
  /// @param advisories waited for, so that a lack of them shows before the long way through layers
  private ImageReading.Seen look(
      @Nullable String reference, Image opened, Future<Advisories> advisories)
      throws IOException, InterruptedException, Failure {
    try (Image image = opened) {
      result(advisories);
      return reading.look(reference, image);
    }
  }

  /// What could take the place of the base image.
  private BaseImages bases(Account account, @Nullable Standing standing)
      throws IOException, InterruptedException, Failure {
    BaseImages bases =
        new BaseImages(
            invocation,
            progress,
            this.bases,
            LocalDate.ofInstant(surroundings.creation().at(), ZoneOffset.UTC));
    // first, since it fails where a name is wrong
    bases.readNamed();
    if (standing != null && standing.newest() != null) {
      bases.readApproved(standing.newest(), account.image().platform());
    }
    BaseImage present = invocation.has("--try-bases") ? account.origins(List.of()).base() : null;
    if (present != null) {
      String reference = account.base();
      bases.readFound(
          reference == null ? present.reference() : reference, account.image().platform());
    }
    return bases;
  }

  private Scanned report(ImageReading.Seen seen, Advisories advisories, VexStatements vex)
      throws IOException, InterruptedException, Failure {
    Bom bom = seen.bom();
    Projects.Located project = projects.of(bom.subject(), seen.provenance());
    surroundings.tell(invocation, projects.notes());
    Account account = Account.of(bom.subject(), seen.provenance(), project, projects);
    if (account.note() != null) {
      surroundings.tell(invocation, List.of(account.note()));
    }
    Standing standing = seen.standing();
    BaseImages bases = bases(account, standing);
    List<KnownBase> known = new ArrayList<>(bases.known());
    known.addAll(StandingBase.known(standing, bom.subject()));
    Origins origins = account.origins(known);
    if (origins.base() == null) {
      bases.forget();
    }
    surroundings.tell(invocation, bases.notes());
    progress.stage("Looking up " + bom.components().size() + " components");
    String named = account.base();
    BaseImage base = origins.base();
    String present = named != null || base == null ? named : base.reference();
    if (standings != null && standing != null) {
      standing = standing.advised(standings.advice(standing, bom.distribution()));
    }
    Examined examined =
        new Examined(
            bom,
            seen.observations(account.source()),
            seen.hygiene() != null,
            origins,
            bases.candidates(),
            bases.notes(),
            () -> bases.suggestions(present),
            project == null
                ? null
                : new Examined.Source(project.project(), invocation.has("--pin")),
            standing);
    Scan scan =
        new Scanner(advisories, vex, surroundings.creation(), surroundings.executor())
            .scan(examined);
    return new Scanned(scan, project, seen.index());
  }

  /// What the makers of products say, from the files and directories that the user names, and from
  /// beside the image.
  private VexStatements vex(String reference) throws IOException, InterruptedException, Failure {
    List<Path> paths = new ArrayList<>();
    AttachedVex attached = AttachedVex.none();
    for (String path : invocation.values("--vex")) {
      if (path.equals("attached")) {
        inputs.requireOne("--vex attached");
        attached =
            AttachedVex.read(
                inputs.attached(reference, DocumentKind.VEX), reference, surroundings.limits());
      } else {
        paths.add(PathArgument.of(path));
      }
    }
    VexStatements statements =
        new VexReader(surroundings.limits())
            .readAll(attached.documents(), attached.warnings(), paths);
    List<String> told = new ArrayList<>(attached.notes());
    told.addAll(statements.warnings());
    surroundings.tell(invocation, told);
    return statements;
  }

  private static <T> T result(Future<T> running) throws IOException, InterruptedException, Failure {
    try {
      return running.get();
    } catch (ExecutionException e) {
      switch (e.getCause()) {
        case IOException cause -> throw cause;
        case InterruptedException cause -> throw cause;
        case Failure cause -> throw cause;
        case RuntimeException cause -> throw cause;
        case null, default -> throw new IllegalStateException(e);
      }
    }
  }

  /// A base image, read once however often it is asked for.
  ///
  /// @param platform `null` for the one that the user wants
  public BaseImages.Read base(String reference, @Nullable String platform)
      throws IOException, InterruptedException, Failure {
    return bases.read(reference, platform);
  }

  /// One bill of materials for each image that is asked for.
  public List<Bom> boms(String reference) throws IOException, InterruptedException, Failure {
    Bom document = inputs.document(reference);
    if (document != null) {
      return List.of(document);
    }
    List<Bom> boms = new ArrayList<>();
    if (inputs.several()) {
      for (Candidate candidate : inputs.candidates(reference)) {
        try (Image image = candidate.open()) {
          boms.add(reading.catalog(image, null));
        }
      }
    } else {
      try (Image image = inputs.open(reference)) {
        boms.add(reading.catalog(image, null));
      }
    }
    return boms;
  }

  /// What the document says that is attached to an image, beside what is in it.
  BomComparison compare(String reference) throws IOException, InterruptedException, Failure {
    inputs.requireOne("--compare-attached");
    Bom document = inputs.attached(reference);
    try (Image image = inputs.open(reference)) {
      return BomComparison.of(reading.catalog(image, null), document);
    }
  }

  public Advisories advisories() throws IOException, InterruptedException, Failure {
    return LocalAdvisories.open(surroundings, invocation, progress);
  }
}
