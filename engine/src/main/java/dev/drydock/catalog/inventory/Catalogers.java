package dev.drydock.catalog.inventory;

import dev.drydock.catalog.Cataloger;
import dev.drydock.catalog.alpm.AlpmCataloger;
import dev.drydock.catalog.apk.ApkCataloger;
import dev.drydock.catalog.binary.BinaryCataloger;
import dev.drydock.catalog.binary.VersionFileCataloger;
import dev.drydock.catalog.bitnami.BitnamiCataloger;
import dev.drydock.catalog.bottlerocket.BottlerocketCataloger;
import dev.drydock.catalog.chisel.ChiselCataloger;
import dev.drydock.catalog.cocoapods.PodfileLockCataloger;
import dev.drydock.catalog.composer.ComposerCataloger;
import dev.drydock.catalog.conan.ConanInfoCataloger;
import dev.drydock.catalog.conan.ConanLockCataloger;
import dev.drydock.catalog.conda.CondaCataloger;
import dev.drydock.catalog.conda.CondaLockCataloger;
import dev.drydock.catalog.cos.CosCataloger;
import dev.drydock.catalog.dart.PubspecLockCataloger;
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
import dev.drydock.catalog.dotnet.PaketLockCataloger;
import dev.drydock.catalog.dpkg.DpkgCataloger;
import dev.drydock.catalog.executable.SharedLibraryCataloger;
import dev.drydock.catalog.flatpak.FlatpakCataloger;
import dev.drydock.catalog.golang.GoBinaryCataloger;
import dev.drydock.catalog.golang.GoModuleCataloger;
import dev.drydock.catalog.graalvm.NativeImageCataloger;
import dev.drydock.catalog.graalvm.NativeImageSbomCataloger;
import dev.drydock.catalog.haskell.CabalFreezeCataloger;
import dev.drydock.catalog.haskell.PackageDatabaseCataloger;
import dev.drydock.catalog.haskell.StackLockCataloger;
import dev.drydock.catalog.hex.ErlangApplicationCataloger;
import dev.drydock.catalog.hex.MixLockCataloger;
import dev.drydock.catalog.hex.RebarLockCataloger;
import dev.drydock.catalog.homebrew.HomebrewCataloger;
import dev.drydock.catalog.julia.JuliaManifestCataloger;
import dev.drydock.catalog.jvm.GradleLockCataloger;
import dev.drydock.catalog.jvm.JvmReleaseCataloger;
import dev.drydock.catalog.jvm.SbtLockCataloger;
import dev.drydock.catalog.kernel.KernelCataloger;
import dev.drydock.catalog.lua.LuaRockspecCataloger;
import dev.drydock.catalog.maven.JavaArchiveCataloger;
import dev.drydock.catalog.maven.MavenPomCataloger;
import dev.drydock.catalog.nix.NixStoreCataloger;
import dev.drydock.catalog.npm.DenoLockCataloger;
import dev.drydock.catalog.npm.ElectronArchiveCataloger;
import dev.drydock.catalog.npm.NpmLockCataloger;
import dev.drydock.catalog.npm.NpmPackageCataloger;
import dev.drydock.catalog.ocaml.OpamCataloger;
import dev.drydock.catalog.opkg.OpkgCataloger;
import dev.drydock.catalog.pear.PearCataloger;
import dev.drydock.catalog.perl.CpanfileSnapshotCataloger;
import dev.drydock.catalog.perl.PerlInstallLogCataloger;
import dev.drydock.catalog.perl.PerlMetaCataloger;
import dev.drydock.catalog.portage.PortageCataloger;
import dev.drydock.catalog.prolog.PrologPackCataloger;
import dev.drydock.catalog.python.PythonApplicationCataloger;
import dev.drydock.catalog.python.PythonArchiveCataloger;
import dev.drydock.catalog.python.PythonLockCataloger;
import dev.drydock.catalog.python.PythonPackageCataloger;
import dev.drydock.catalog.python.PythonRequirementsCataloger;
import dev.drydock.catalog.r.PackratLockCataloger;
import dev.drydock.catalog.r.RDescriptionCataloger;
import dev.drydock.catalog.r.RenvLockCataloger;
import dev.drydock.catalog.redhat.BuildInformationCataloger;
import dev.drydock.catalog.rpm.RpmCataloger;
import dev.drydock.catalog.ruby.GemfileLockCataloger;
import dev.drydock.catalog.ruby.GemspecCataloger;
import dev.drydock.catalog.rust.CargoLockCataloger;
import dev.drydock.catalog.rust.RustBinaryCataloger;
import dev.drydock.catalog.rust.RustSourcePathCataloger;
import dev.drydock.catalog.sbom.SbomCataloger;
import dev.drydock.catalog.snap.SnapCataloger;
import dev.drydock.catalog.swift.CartfileResolvedCataloger;
import dev.drydock.catalog.swift.PackageResolvedCataloger;
import dev.drydock.catalog.terraform.TerraformLockCataloger;
import dev.drydock.catalog.vscode.VsCodeExtensionsCataloger;
import dev.drydock.catalog.wordpress.WordPressCataloger;
import dev.drydock.limits.Limits;
import java.util.List;

/// The catalogers that Drydock brings along. A new one is a class and a line here; in which order
/// does not matter.
public final class Catalogers {
  private Catalogers() {}

  public static List<Cataloger> builtIn(Limits limits) {
    return with(new JavaArchiveCataloger(limits), limits);
  }

  /// The same, with digests of Java archives, for which these have to be read whole.
  public static List<Cataloger> withDigests(Limits limits) {
    return with(JavaArchiveCataloger.withDigests(limits), limits);
  }

  private static List<Cataloger> with(JavaArchiveCataloger java, Limits limits) {
    return List.of(
        new DistributionCataloger(),
        new DpkgCataloger(limits),
        new ApkCataloger(limits),
        new RpmCataloger(limits),
        java,
        new NpmPackageCataloger(limits),
        new NpmLockCataloger(limits),
        new ElectronArchiveCataloger(limits),
        new PythonPackageCataloger(limits),
        new PythonArchiveCataloger(limits),
        new PythonApplicationCataloger(limits),
        new DotnetBundleCataloger(limits),
        new SharedLibraryCataloger(),
        new GoBinaryCataloger(),
        new AlpmCataloger(limits),
        new BinaryCataloger(),
        new BitnamiCataloger(limits),
        new BottlerocketCataloger(limits),
        new BuildInformationCataloger(limits),
        new CabalFreezeCataloger(limits),
        new PackageDatabaseCataloger(limits),
        new ChiselCataloger(limits),
        new CondaCataloger(limits),
        new CondaLockCataloger(limits),
        new CosCataloger(limits),
        new CpanfileSnapshotCataloger(limits),
        new FlatpakCataloger(limits),
        new HomebrewCataloger(limits),
        new JuliaManifestCataloger(limits),
        new KernelCataloger(limits),
        new LuaRockspecCataloger(limits),
        new NixStoreCataloger(limits),
        new OpamCataloger(limits),
        new OpkgCataloger(limits),
        new PerlInstallLogCataloger(limits),
        new PerlMetaCataloger(limits),
        new PortageCataloger(limits),
        new SnapCataloger(limits),
        new ComposerCataloger(limits),
        new DenoLockCataloger(limits),
        new PearCataloger(limits),
        new WordPressCataloger(),
        new PrologPackCataloger(limits),
        new PythonLockCataloger(limits),
        new PythonRequirementsCataloger(limits),
        new RDescriptionCataloger(limits),
        new RenvLockCataloger(limits),
        new PackratLockCataloger(limits),
        new StackLockCataloger(limits),
        new CargoLockCataloger(limits),
        new ConanInfoCataloger(limits),
        new ConanLockCataloger(limits),
        new ErlangApplicationCataloger(limits),
        new GemfileLockCataloger(limits),
        new GemspecCataloger(limits),
        new MixLockCataloger(limits),
        new PackageResolvedCataloger(limits),
        new CartfileResolvedCataloger(limits),
        new PodfileLockCataloger(limits),
        new PubspecLockCataloger(limits),
        new RebarLockCataloger(limits),
        new RustBinaryCataloger(limits),
        new RustSourcePathCataloger(),
        new TerraformLockCataloger(limits),
        new DotnetAssemblyCataloger(),
        new DotnetDepsCataloger(limits),
        new DotnetSdkCataloger(limits),
        new GoModuleCataloger(limits),
        new GradleLockCataloger(limits),
        new JvmReleaseCataloger(limits),
        new MavenPomCataloger(limits),
        new NativeImageCataloger(limits),
        new NativeImageSbomCataloger(limits),
        new NugetAssetsCataloger(limits),
        new NugetConfigCataloger(limits),
        new NugetLockCataloger(limits),
        new NugetPropsCataloger(limits),
        new NuspecCataloger(limits),
        new PaketLockCataloger(limits),
        new SbtLockCataloger(limits),
        new VersionFileCataloger(limits),
        new VsCodeExtensionsCataloger(limits),
        new SbomCataloger(limits));
  }
}
