package dev.drydock.jenkins;

import com.lesfurets.jenkins.unit.cps.PipelineTestHelperCPS;
import com.lesfurets.jenkins.unit.global.lib.LibraryConfiguration;
import com.lesfurets.jenkins.unit.global.lib.SourceRetriever;
import groovy.lang.Binding;
import groovy.lang.Closure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A Jenkins with one node, as far as the shared library can tell: steps do what Jenkins' own do,
/// shell scripts run for real, and all that steps were given is written down.
final class SimulatedJenkins {
  private static final Path LIBRARY = Path.of("").toAbsolutePath();
  private static final Pattern VARIABLE =
      Pattern.compile("\\$([A-Za-z0-9_]+|\\{[A-Za-z0-9_.]+\\}|\\$)");

  private final Path directory;
  private final Path workspace;
  private final PipelineTestHelperCPS helper = new PipelineTestHelperCPS();
  private final Map<String, Object> build = new HashMap<>();
  private final Deque<Map<String, String>> environment = new ArrayDeque<>();
  private final List<Call> calls = new ArrayList<>();
  private final Map<String, Map<String, String>> credentials = new HashMap<>();
  private final StringBuilder console = new StringBuilder();
  private final DeclarativeSections sections = new DeclarativeSections(this::body);
  private boolean unix = true;
  private int runs;

  /// @param secrets the variables with credentials in them that the step could see
  record Call(String step, Object argument, Map<String, String> secrets) {
    @Nullable Object get(String name) {
      return argument instanceof Map<?, ?> named ? named.get(name) : null;
    }
  }

  SimulatedJenkins(Path directory) throws IOException {
    this.directory = directory;
    this.workspace = Files.createDirectories(directory.resolve("workspace"));
    Map<String, String> node = new TreeMap<>();
    node.put("PATH", directory.resolve("bin") + ":" + System.getenv("PATH"));
    node.put("HOME", Files.createDirectories(directory.resolve("home")).toString());
    node.put("TMPDIR", Files.createDirectories(directory.resolve("tmp")).toString());
    environment.push(node);
    Files.createDirectories(directory.resolve("bin"));
    LibraryConfiguration library = new LibraryConfiguration();
    library.setName("drydock");
    library.setTargetPath(directory.toString());
    library.setRetriever(
        new SourceRetriever() {
          @Override
          public List<java.net.URL> retrieve(String name, String version, String target) {
            try {
              return List.of(LIBRARY.toUri().toURL());
            } catch (java.net.MalformedURLException e) {
              throw new IllegalStateException(e);
            }
          }
        });
    helper.setLibraries(new HashMap<>(Map.of("drydock", library)));
    helper.setBaseScriptRoot(directory.toString());
    helper.setScriptRoots(new String[] {directory.toString()});
    helper.setScriptExtension("groovy");
    helper.setBaseClassloader(SimulatedJenkins.class.getClassLoader());
    helper.init();
    registerSteps();
  }

  /// Runs a pipeline.
  ///
  /// @return what its last line gives
  @Nullable Object run(String pipeline) throws IOException {
    // a name of its own each time: one that was compiled already might be taken from memory
    String name = "Jenkinsfile" + ++runs + ".groovy";
    Files.writeString(directory.resolve(name), "@Library('drydock') _\n" + pipeline);
    Binding binding = new Binding();
    HashMap<String, Object> env = new HashMap<>(environment.getFirst());
    binding.setVariable("currentBuild", build);
    binding.setVariable("env", env);
    binding.setVariable("any", "any");
    binding.setVariable("scm", "scm");
    step("environment", List.of(Closure.class), given -> declared(given.getLast(), binding, env));
    try {
      return helper.runScript(name, binding);
    } catch (Throwable thrown) {
      build.put("result", "FAILURE");
      for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
        if (cause instanceof StepFailure failure) {
          console.append("ERROR: ").append(failure.getMessage()).append('\n');
          throw failure;
        }
      }
      throw thrown;
    }
  }

  void variable(String name, String value) {
    environment.getFirst().put(name, value);
  }

  void secret(String id, Map<String, String> parts) {
    credentials.put(id, new TreeMap<>(parts));
  }

  void windows() {
    unix = false;
  }

  Path workspace() {
    return workspace;
  }

  Path directory() {
    return directory;
  }

  String console() {
    return console.toString();
  }

  @Nullable Object result() {
    return build.get("result");
  }

  @Nullable Object description() {
    return build.get("description");
  }

  List<Call> calls() {
    return calls;
  }

  List<Call> calls(String step) {
    return calls.stream().filter(call -> call.step().equals(step)).toList();
  }

  /// A program that the node has.
  void program(String name, String script) throws IOException {
    Path file = directory.resolve("bin").resolve(name);
    Files.writeString(file, script);
    if (!file.toFile().setExecutable(true)) {
      throw new IOException(file + " cannot be made executable");
    }
  }

  private void registerSteps() {
    step("echo", List.of(String.class), given -> said(given.getFirst() + "\n"));
    step("error", List.of(String.class), given -> fail(String.valueOf(given.getFirst())));
    step("unstable", List.of(String.class), given -> unstable(String.valueOf(given.getFirst())));
    step("isUnix", List.of(), given -> unix);
    step("sh", List.of(Map.class), given -> shell(named(given)));
    step("sh", List.of(String.class), given -> shell(Map.of("script", given.getFirst())));
    step("fileExists", List.of(String.class), given -> Files.exists(file(given.getFirst())));
    step("readFile", List.of(Map.class), given -> read(file(named(given).get("file"))));
    step("archiveArtifacts", List.of(Map.class), given -> published(named(given), "artifacts"));
    step("junit", List.of(Map.class), given -> published(named(given), "testResults"));
    step("withEnv", List.of(List.class, Closure.class), this::withEnvironment);
    step("withCredentials", List.of(List.class, Closure.class), this::withCredentials);
    step("usernamePassword", List.of(Map.class), given -> binding(named(given)));
    step("string", List.of(Map.class), given -> binding(named(given)));
    step("file", List.of(Map.class), given -> binding(named(given)));
    for (String block : List.of("script", "node")) {
      step(block, List.of(Closure.class), given -> body(given.getLast()));
    }
    step("node", List.of(String.class, Closure.class), given -> body(given.getLast()));
    registerSections();
    step("checkout", List.of(Object.class), given -> "");
  }

  private void registerSections() {
    for (String section : DeclarativeSections.names()) {
      step(
          section,
          List.of(Closure.class),
          given -> sections.run(section, (Closure<?>) given.getLast()));
    }
    step(
        "stage",
        List.of(String.class, Closure.class),
        given -> sections.stage((Closure<?>) given.getLast()));
    step("agent", List.of(Object.class), given -> setting("agent", ""));
    step("timeout", List.of(Map.class), given -> setting("timeout", ""));
    step(
        "changeRequest",
        List.of(),
        given -> setting("changeRequest", environment.getFirst().containsKey("CHANGE_ID")));
  }

  private Object setting(String name, Object value) {
    sections.check(name);
    return value;
  }

  private void step(String name, List<Class<?>> parameters, Step.Body body) {
    helper.registerAllowedMethod(
        name,
        new ArrayList<>(parameters),
        new Step(
            given -> {
              if (!given.isEmpty() && !(given.getFirst() instanceof Closure<?>)) {
                calls.add(new Call(name, given.getFirst(), secrets()));
              }
              return body.run(given);
            }));
  }

  private Object body(Object closure) {
    return result(helper.callClosure((Closure<?>) closure));
  }

  /// The variables that a declarative pipeline sets, for its scripts too.
  private Object declared(Object closure, Binding binding, Map<String, Object> env) {
    sections.check("environment");
    body(closure);
    Map<?, ?> variables = binding.getVariables();
    variables.forEach(
        (name, value) -> {
          if (value instanceof String text && String.valueOf(name).matches("[A-Z0-9_]+")) {
            env.put(String.valueOf(name), text);
            environment.getFirst().put(String.valueOf(name), text);
          }
        });
    return "";
  }

  private static Object result(@Nullable Object value) {
    return value == null ? "" : value;
  }

  private static Map<?, ?> named(List<Object> given) {
    return (Map<?, ?>) given.getFirst();
  }

  private Object said(String text) {
    console.append(text);
    return "";
  }

  private static Object fail(String message) {
    throw new StepFailure(message);
  }

  private Object unstable(String message) {
    build.put("result", "UNSTABLE");
    return said("WARNING: " + message + "\n");
  }

  private Path file(@Nullable Object name) {
    return workspace.resolve(String.valueOf(name));
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new StepFailure(file + " cannot be read");
    }
  }

  /// Jenkins' own steps fail where a file is missing, too, unless they are told not to.
  private Object published(Map<?, ?> given, String what) {
    String names = String.valueOf(given.get(what));
    boolean some = given.containsValue(true) && !given.containsKey("skipMarkingBuildUnstable");
    for (String name : names.split(",")) {
      boolean there =
          name.endsWith("/**")
              ? Files.isDirectory(file(name.substring(0, name.length() - "/**".length())))
              : Files.isRegularFile(file(name));
      if (!there && !some) {
        throw new StepFailure("No artifacts found that match " + name);
      }
    }
    return said("Publishing " + names + "\n");
  }

  /// As Jenkins does it: what looks like a variable in a value becomes the value of that variable.
  private Object withEnvironment(List<Object> given) {
    Map<String, String> inner = new LinkedHashMap<>(environment.getFirst());
    for (Object one : (List<?>) given.getFirst()) {
      String text = String.valueOf(one);
      int equals = text.indexOf('=');
      inner.put(text.substring(0, equals), expanded(text.substring(equals + 1)));
    }
    return within(inner, given.getLast());
  }

  private String expanded(String value) {
    Matcher matcher = VARIABLE.matcher(value);
    return matcher.replaceAll(
        found -> {
          String name = found.group(1).replaceAll("[{}]", "");
          return Matcher.quoteReplacement(
              name.equals("$") ? "$" : environment.getFirst().getOrDefault(name, found.group()));
        });
  }

  private Object withCredentials(List<Object> given) {
    Map<String, String> inner = new LinkedHashMap<>(environment.getFirst());
    for (Object one : (List<?>) given.getFirst()) {
      Map<?, ?> named = (Map<?, ?>) one;
      Map<String, String> parts = parts(named);
      named.forEach(
          (key, variable) -> {
            String part = parts.get(String.valueOf(key));
            if (part != null) {
              inner.put(String.valueOf(variable), part);
            }
          });
    }
    return within(inner, given.getLast());
  }

  private Object within(Map<String, String> inner, Object closure) {
    environment.push(inner);
    try {
      return body(closure);
    } finally {
      environment.pop();
    }
  }

  /// A binding names credentials and variables, and is no secret itself.
  private Object binding(Map<?, ?> named) {
    parts(named);
    return new HashMap<>(named);
  }

  private Map<String, String> parts(Map<?, ?> named) {
    Object id = named.get("credentialsId");
    Map<String, String> parts = credentials.get(String.valueOf(id));
    if (parts == null) {
      throw new StepFailure("Could not find credentials entry with ID '" + id + "'");
    }
    return parts;
  }

  private Map<String, String> secrets() {
    Map<String, String> secrets = new TreeMap<>();
    for (Map<String, String> parts : credentials.values()) {
      for (String part : parts.values()) {
        environment
            .getFirst()
            .forEach(
                (name, value) -> {
                  if (value.equals(part)) {
                    secrets.put(name, value);
                  }
                });
      }
    }
    return secrets;
  }

  private Object shell(Map<?, ?> named) {
    try {
      Path script = Files.createTempFile(directory, "script", ".sh");
      Files.writeString(script, String.valueOf(named.get("script")));
      Path output = Files.createTempFile(directory, "output", ".txt");
      boolean returned = Boolean.TRUE.equals(named.get("returnStdout"));
      ProcessBuilder builder =
          new ProcessBuilder("dash", script.toString()).directory(workspace.toFile());
      builder.environment().clear();
      builder.environment().putAll(environment.getFirst());
      Path errors = Files.createTempFile(directory, "errors", ".txt");
      builder.redirectOutput(output.toFile()).redirectError(errors.toFile());
      Process process = builder.start();
      process.getOutputStream().close();
      if (!process.waitFor(60, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new StepFailure("the script does not end");
      }
      String printed = new String(Files.readAllBytes(output), StandardCharsets.UTF_8);
      console.append(Files.readString(errors)).append(returned ? "" : printed);
      if (Boolean.TRUE.equals(named.get("returnStatus"))) {
        return process.exitValue();
      }
      if (process.exitValue() != 0) {
        throw new StepFailure("script returned exit code " + process.exitValue());
      }
      return returned ? printed : "";
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
