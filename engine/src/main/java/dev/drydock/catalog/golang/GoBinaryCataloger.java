package dev.drydock.catalog.golang;

import dev.drydock.bom.Component;
import dev.drydock.bom.Component.Evidence;
import dev.drydock.catalog.Discoveries;
import dev.drydock.catalog.WatchingCataloger;
import dev.drydock.catalog.executable.ExecutableFile;
import dev.drydock.catalog.golang.GoModules.Module;
import dev.drydock.image.FileContent;
import dev.drydock.image.LayerEntry;
import dev.drydock.image.PassedByException;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Finds the Go modules that an executable or shared library was built from, and Go's own standard
/// library, by the build information that Go 1.13 and later leave in it.
///
/// Every executable of an image comes by here, so what cannot be Go's has to be told at little
/// cost: by its size first, since Go's runtime alone is larger than a megabyte, then by its
/// headers. Executables packed with UPX hold nothing that could be read, whatever they are written
/// in: that is said.
public final class GoBinaryCataloger implements WatchingCataloger {
  private static final String NAME = "go-binary";
  private static final String LINUX = "linux";
  private static final int SMALLEST = 256 << 10;

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public boolean wants(LayerEntry file) {
    return file.size() >= SMALLEST && ExecutableFile.named(file);
  }

  @Override
  public boolean recognises(byte[] head) {
    return ExecutableFile.recognises(head);
  }

  @Override
  public Part reads() {
    return Part.MIDDLE;
  }

  @Override
  public void catalog(LayerEntry file, FileContent content, Discoveries out) throws IOException {
    catalog(file, content, new FunctionTableSearch(), out);
  }

  @Override
  public Watch watch(LayerEntry file) {
    return new GoWatch(file);
  }

  /// Looks for the functions in what others let go.
  private static final class GoWatch implements Watch {
    private final LayerEntry file;
    private final FunctionTableSearch search = new FunctionTableSearch();
    private long seen;

    GoWatch(LayerEntry file) {
      this.file = file;
    }

    @Override
    public void bytes(byte[] bytes, int length) {
      search.bytes(bytes, length, seen);
      seen += length;
    }

    @Override
    public void catalog(FileContent content, Discoveries out) throws IOException {
      GoBinaryCataloger.catalog(file, content, search, out);
    }
  }

  private static void catalog(
      LayerEntry file, FileContent content, FunctionTableSearch search, Discoveries out)
      throws IOException {
    for (ExecutableFile executable : ExecutableFile.open(content)) {
      GoBuildInfo info;
      Set<String> packages = null;
      try {
        ProgramPackages program = ProgramPackages.of(executable, search);
        info = GoBuildInfo.read(executable, program);
        if (info != null && info.telling()) {
          packages = program.all();
        }
      } catch (PassedByException e) {
        throw e;
      } catch (IOException e) {
        throw new IOException(file.path() + " " + e.getMessage(), e);
      }
      if (info != null) {
        report(file, info, packages, out);
        return; // the other architectures of a universal file are built from the same
      }
    }
    if (ExecutableFile.packed(content)) {
      out.unreadable(
          file.path(),
          "packed with UPX, which hides what it was built from; unpack it (upx -d) or ship it as it"
              + " was built");
    }
  }

  private static void report(
      LayerEntry file, GoBuildInfo info, @Nullable Set<String> packages, Discoveries out) {
    GoModules modules = GoModules.parse(info.modules());
    // records tell of packages that are vulnerable on other systems alone
    boolean linux = modules.settings().getOrDefault("GOOS", LINUX).equals(LINUX);
    PackagesByModule linked = PackagesByModule.of(linux ? packages : null, modules);
    Component standard =
        component(GoComponents.STANDARD_LIBRARY, standardVersion(info.version()), file)
            .having(linked.standardLibrary());
    out.add(standard);
    Set<Module> seen = new HashSet<>();
    Component program = null;
    Module main = modules.main();
    if (main != null && !main.path().isEmpty()) {
      program =
          component(main.path(), GoMainVersion.of(main, modules.settings()), file)
              .having(linked.of(main));
      out.add(program);
      out.dependency(program, standard);
      seen.add(main);
    }
    for (Module module : modules.dependencies()) {
      boolean again = main != null && module.path().equals(main.path());
      if (!module.path().isEmpty() && !again && seen.add(module)) {
        Component dependency =
            component(module.path(), module.version(), file).having(linked.of(module));
        out.add(dependency);
        if (program != null) {
          out.dependency(program, dependency);
        }
      }
    }
  }

  private static Component component(String path, String version, LayerEntry file) {
    return GoComponents.component(path, version, file, new Evidence(NAME, "build info"));
  }

  /// `1.22.1` of `go1.22.1 X:loopvar` and of vendors' versions such as `go1.22.1-fips`; the whole
  /// where it is no release.
  static String standardVersion(String version) {
    String number = version.startsWith("go") ? version.substring(2) : version;
    int at = digits(number, 0);
    if (at == 0) {
      return version;
    }
    while (at + 1 < number.length()
        && number.charAt(at) == '.'
        && digits(number, at + 1) > at + 1) {
      at = digits(number, at + 1);
    }
    for (String stage : List.of("rc", "beta")) {
      int end = digits(number, at + stage.length());
      if (number.startsWith(stage, at) && end > at + stage.length()) {
        return number.substring(0, end);
      }
    }
    return number.substring(0, at);
  }

  private static int digits(String text, int from) {
    int at = from;
    while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
      at++;
    }
    return at;
  }
}
