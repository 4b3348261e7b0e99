package dev.drydock.catalog.inventory;

import dev.drydock.catalog.Cataloger;
import dev.drydock.catalog.alpm.AlpmCataloger;
import dev.drydock.catalog.apk.ApkCataloger;
import dev.drydock.catalog.bitnami.BitnamiCataloger;
import dev.drydock.catalog.bottlerocket.BottlerocketCataloger;
import dev.drydock.catalog.chisel.ChiselCataloger;
import dev.drydock.catalog.cos.CosCataloger;
import dev.drydock.catalog.distribution.DistributionCataloger;
import dev.drydock.catalog.dotnet.DotnetAssemblyCataloger;
import dev.drydock.catalog.dotnet.DotnetBundleCataloger;
import dev.drydock.catalog.dotnet.DotnetDepsCataloger;
import dev.drydock.catalog.dotnet.DotnetSdkCataloger;
import dev.drydock.catalog.dotnet.NugetAssetsCataloger;
import dev.drydock.catalog.dotnet.NugetConfigCataloger;
import dev.drydock.catalog.dotnet.NugetLockCataloger;
import dev.drydock.catalog.dotnet.NugetPropsCataloger;
import dev.drydock.catalog.dotnet.NuspecCataloger;
import dev.drydock.catalog.dpkg.DpkgCataloger;
import dev.drydock.catalog.flatpak.FlatpakCataloger;
import dev.drydock.catalog.golang.GoBinaryCataloger;
import dev.drydock.catalog.golang.GoModuleCataloger;
import dev.drydock.catalog.graalvm.NativeImageCataloger;
import dev.drydock.catalog.graalvm.NativeImageSbomCataloger;
import dev.drydock.catalog.homebrew.HomebrewCataloger;
import dev.drydock.catalog.jvm.GradleLockCataloger;
import dev.drydock.catalog.jvm.JvmReleaseCataloger;
import dev.drydock.catalog.jvm.SbtLockCataloger;
import dev.drydock.catalog.kernel.KernelCataloger;
import dev.drydock.catalog.maven.JavaArchiveCataloger;
import dev.drydock.catalog.maven.MavenPomCataloger;
import dev.drydock.catalog.nix.NixStoreCataloger;
import dev.drydock.catalog.npm.NpmLockCataloger;
import dev.drydock.catalog.npm.NpmPackageCataloger;
import dev.drydock.catalog.opkg.OpkgCataloger;
import dev.drydock.catalog.portage.PortageCataloger;
import dev.drydock.catalog.python.PythonArchiveCataloger;
import dev.drydock.catalog.python.PythonPackageCataloger;
import dev.drydock.catalog.redhat.BuildInformationCataloger;
import dev.drydock.catalog.rpm.RpmCataloger;
import dev.drydock.catalog.snap.SnapCataloger;
import dev.drydock.limits.Limits;
import java.util.List;

/// The catalogers that Drydock brings along. A new one is a class and a line here.
public final class Catalogers {
  private Catalogers() {}

  public static List<Cataloger> builtIn(Limits limits) {
    return List.of(
        new DistributionCataloger(),
        new DpkgCataloger(limits),
        new ApkCataloger(limits),
        new RpmCataloger(limits),
        new JavaArchiveCataloger(limits),
        new NpmPackageCataloger(limits),
        new NpmLockCataloger(limits),
        new PythonPackageCataloger(limits),
        new PythonArchiveCataloger(limits),
        // looks at the beginning of executables before others let them pass by
        new DotnetBundleCataloger(limits),
        new GoBinaryCataloger(),
        new DotnetAssemblyCataloger(),
        new DotnetDepsCataloger(limits),
        new DotnetSdkCataloger(),
        new GoModuleCataloger(limits),
        new GradleLockCataloger(limits),
        new JvmReleaseCataloger(),
        new MavenPomCataloger(limits),
        new NativeImageCataloger(limits),
        new NativeImageSbomCataloger(limits),
        new NugetAssetsCataloger(limits),
        new NugetConfigCataloger(limits),
        new NugetLockCataloger(limits),
        new NugetPropsCataloger(limits),
        new NuspecCataloger(limits),
        new SbtLockCataloger(limits),
        new AlpmCataloger(limits),
        new BitnamiCataloger(limits),
        new BottlerocketCataloger(limits),
        new BuildInformationCataloger(limits),
        new ChiselCataloger(limits),
        new CosCataloger(limits),
        new FlatpakCataloger(limits),
        new HomebrewCataloger(limits),
        new KernelCataloger(limits),
        new NixStoreCataloger(limits),
        new OpkgCataloger(limits),
        new PortageCataloger(limits),
        new SnapCataloger(limits));
  }
}
