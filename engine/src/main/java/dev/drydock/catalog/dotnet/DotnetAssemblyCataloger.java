package dev.drydock.catalog.dotnet;

import dev.drydock.bom.Component;
import dev.drydock.bom.Component.Evidence;
import dev.drydock.catalog.Discoveries;
import dev.drydock.catalog.FileCataloger;
import dev.drydock.catalog.FileNames;
import dev.drydock.image.FileContent;
import dev.drydock.image.LayerEntry;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Finds .NET assemblies that no `deps.json` beside them claims, by the version resource in the PE
/// file: plugins, scripts' modules, applications for the .NET Framework or Mono.
///
/// Not assemblies that others refer to: a reference tells neither that the other one is there nor
/// the version of its package. Not native libraries, reference assemblies, translations, and what
/// lies in NuGet's folders of packages, where the package itself is found. The assemblies of a
/// shared framework are one component.
public final class DotnetAssemblyCataloger implements FileCataloger {
  private static final String NAME = "dotnet-assembly";
  private static final int SMALLEST = 512;

  /// Folders of assemblies that nothing runs, and of unpacked packages.
  private static final String[] PASSED_BY = {
    "/ref/", "/refs/", "/refint/", "/.nuget/packages/", "/NuGetFallbackFolder/"
  };

  private static final String SHARED = "shared/";

  /// The assembly that stands for a shared framework.
  private static final String[][] FRAMEWORKS = {
    {"Microsoft.NETCore.App", "System.Private.CoreLib.dll"},
    {"Microsoft.AspNetCore.App", "Microsoft.AspNetCore.dll"},
    {"Microsoft.WindowsDesktop.App", "PresentationFramework.dll"},
  };

  /// A shared framework of a .NET installation, and whether the file stands for it.
  private record Framework(String name, String version, boolean stands) {}

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public FileNames fileNames() {
    return FileNames.ending("dll", "exe");
  }

  @Override
  public boolean wants(LayerEntry file) {
    if (file.size() < SMALLEST) {
      return false;
    }
    String path = file.path();
    for (String folder : PASSED_BY) {
      if (path.contains(folder)) {
        return false;
      }
    }
    Framework framework = framework(path);
    return framework == null
        ? !path.regionMatches(true, path.length() - 14, ".resources.dll", 0, 14)
        : framework.stands;
  }

  @Override
  public boolean recognises(byte[] head) {
    return head.length > 1 && head[0] == 'M' && head[1] == 'Z';
  }

  @Override
  public void catalog(LayerEntry file, FileContent content, Discoveries out) throws IOException {
    PortableExecutable executable = PortableExecutable.open(content);
    if (executable == null || !executable.managed()) {
      return;
    }
    Component component = component(file, executable);
    if (component != null) {
      out.add(component);
    }
  }

  private static @Nullable Component component(LayerEntry file, PortableExecutable executable)
      throws IOException {
    Framework framework = framework(file.path());
    if (framework != null) {
      return NugetPackages.component(
          framework.name, framework.version, List.of(), file, new Evidence(NAME, "path"));
    }
    ByteBuffer resource = executable.versionResource();
    String version = resource == null ? "" : VersionResource.parse(resource).version();
    String name = file.name().substring(0, file.name().length() - 4);
    return NugetPackages.plausible(name) && NugetPackages.plausible(version)
        ? NugetPackages.component(
            name, version, List.of(), file, new Evidence(NAME, "version resource"))
        : null;
  }

  /// The shared framework that a file belongs to: `dotnet/shared/Microsoft.NETCore.App/8.0.8/…`.
  private static @Nullable Framework framework(String path) {
    int from = path.indexOf(SHARED);
    int end = from < 0 ? -1 : path.indexOf('/', from + SHARED.length());
    int versionEnd = end < 0 ? -1 : path.indexOf('/', end + 1);
    if (versionEnd < 0 || (from > 0 && path.charAt(from - 1) != '/')) {
      return null;
    }
    String name = path.substring(from + SHARED.length(), end);
    String version = path.substring(end + 1, versionEnd);
    for (String[] framework : FRAMEWORKS) {
      if (framework[0].equals(name) && VersionResource.version(version).equals(version)) {
        boolean stands = path.substring(versionEnd + 1).equals(framework[1]);
        return new Framework(name, version, stands);
      }
    }
    return null;
  }
}
