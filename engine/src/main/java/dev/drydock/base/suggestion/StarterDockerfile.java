package dev.drydock.base.suggestion;

import dev.drydock.bom.Bom;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A first Dockerfile of a project, upon an approved base.
///
/// It builds where nothing is guessed: the base pinned by its digest, the files of the project's
/// package manager copied before the others, so that they are installed anew only when they change,
/// a user who is not root. What only the project knows stands there as a comment to be answered.
public final class StarterDockerfile {
  /// Above what distributions give to their own users.
  private static final int USER = 10_001;

  /// What says that a project is of a language, by the names of its files, the surest first.
  private static final Map<Language, List<String>> FILES = new EnumMap<>(Language.class);

  static {
    FILES.put(Language.NODE, List.of("package.json"));
    FILES.put(Language.PYTHON, List.of("requirements.txt", "pyproject.toml", "Pipfile"));
    FILES.put(Language.JAVA, List.of("pom.xml", "build.gradle", "build.gradle.kts"));
    FILES.put(Language.RUBY, List.of("Gemfile"));
    FILES.put(Language.PHP, List.of("composer.json"));
  }

  private StarterDockerfile() {}

  /// The language of a project; `null` where its files tell of none that a base would have to have.
  ///
  /// @param files names of those in its root
  public static @Nullable Language language(Set<String> files) {
    for (Map.Entry<Language, List<String>> one : FILES.entrySet()) {
      if (one.getValue().stream().anyMatch(files::contains)) {
        return one.getKey();
      }
    }
    return null;
  }

  /// What a base has to have for a project: any line of its language's environment.
  public static Fit fit(ApprovedBase base, @Nullable Language language) {
    if (language == null || Runtimes.in(base.bom(), _ -> true).lines().containsKey(language)) {
      return new Fit(Fit.Kind.FITS, List.of());
    }
    return new Fit(Fit.Kind.DOES_NOT_FIT, List.of("it has no " + language.title()));
  }

  /// @param files names of those in the project's root
  public static String of(ApprovedBase base, @Nullable Language language, Set<String> files) {
    List<String> lines = new ArrayList<>();
    lines.add(
        "# An approved base, as it was approved: `drydock base suggest Dockerfile` tells when there"
            + " is a newer one.");
    lines.add("FROM " + base.reference() + "@" + base.digest());
    lines.add("WORKDIR /app");
    lines.add("");
    lines.addAll(installed(base.bom(), language, files));
    lines.add("");
    lines.add("# Not root: what breaks into the application owns nothing else.");
    lines.add("USER " + USER + ":" + USER);
    lines.addAll(started(language));
    return String.join("\n", lines) + "\n";
  }

  private static List<String> installed(Bom base, @Nullable Language language, Set<String> files) {
    if (language == null) {
      return copied("# What runs here, built before, by CI or by a stage of its own.", ".");
    }
    return switch (language) {
      case NODE -> node(base, files);
      case PYTHON -> python(files);
      case JAVA ->
          copied(
              "# The application, built before by CI, with all that it needs in one archive.",
              (files.contains("pom.xml") ? "target" : "build/libs") + "/*.jar",
              "app.jar");
      case RUBY ->
          List.of(
              "COPY Gemfile Gemfile.lock ./",
              "RUN bundle config set without 'development test' && bundle install",
              "COPY . .");
      case PHP ->
          copied(
              "# With its vendor directory, which `composer install --no-dev` made before.", ".");
      case DOTNET -> copied("# What `dotnet publish` made.", "publish", ".");
    };
  }

  private static List<String> copied(String why, String from) {
    return copied(why, from, ".");
  }

  private static List<String> copied(String why, String from, String to) {
    return List.of(why, "COPY " + from + " " + to);
  }

  private static List<String> node(Bom base, Set<String> files) {
    boolean locked = files.contains("package-lock.json");
    boolean manager =
        base.components().stream().anyMatch(component -> component.name().equals("npm"));
    if (!manager) {
      return copied("# With its node_modules: this base has no npm, so CI installs them.", ".");
    }
    return List.of(
        "COPY package.json " + (locked ? "package-lock.json " : "") + "./",
        locked ? "RUN npm ci --omit=dev" : "RUN npm install --omit=dev",
        "COPY . .");
  }

  private static List<String> python(Set<String> files) {
    return files.contains("requirements.txt")
        ? List.of(
            "COPY requirements.txt ./",
            "RUN python3 -m pip install --no-cache-dir --requirement requirements.txt",
            "COPY . .")
        : List.of("COPY . .", "RUN python3 -m pip install --no-cache-dir .");
  }

  private static List<String> started(@Nullable Language language) {
    String word = "# How it starts: ";
    if (language == null) {
      return List.of(word + "name the program.", "# CMD [\"/app/server\"]");
    }
    return switch (language) {
      case NODE -> List.of(word + "name the file.", "CMD [\"node\", \"index.js\"]");
      case PYTHON -> List.of(word + "name the module.", "CMD [\"python3\", \"-m\", \"app\"]");
      case JAVA -> List.of("CMD [\"java\", \"-jar\", \"/app/app.jar\"]");
      case RUBY ->
          List.of(word + "name the file.", "CMD [\"bundle\", \"exec\", \"ruby\", \"app.rb\"]");
      case PHP -> List.of(word + "name the file.", "CMD [\"php\", \"index.php\"]");
      case DOTNET -> List.of(word + "name the assembly.", "CMD [\"dotnet\", \"app.dll\"]");
    };
  }
}
