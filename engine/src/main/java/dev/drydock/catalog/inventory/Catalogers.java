package dev.drydock.catalog.inventory;

import dev.drydock.catalog.Cataloger;
import dev.drydock.catalog.apk.ApkCataloger;
import dev.drydock.catalog.cocoapods.PodfileLockCataloger;
import dev.drydock.catalog.conan.ConanInfoCataloger;
import dev.drydock.catalog.conan.ConanLockCataloger;
import dev.drydock.catalog.dart.PubspecLockCataloger;
import dev.drydock.catalog.distribution.DistributionCataloger;
import dev.drydock.catalog.dpkg.DpkgCataloger;
import dev.drydock.catalog.golang.GoBinaryCataloger;
import dev.drydock.catalog.hex.ErlangApplicationCataloger;
import dev.drydock.catalog.hex.MixLockCataloger;
import dev.drydock.catalog.hex.RebarLockCataloger;
import dev.drydock.catalog.maven.JavaArchiveCataloger;
import dev.drydock.catalog.npm.NpmLockCataloger;
import dev.drydock.catalog.npm.NpmPackageCataloger;
import dev.drydock.catalog.python.PythonArchiveCataloger;
import dev.drydock.catalog.python.PythonPackageCataloger;
import dev.drydock.catalog.rpm.RpmCataloger;
import dev.drydock.catalog.ruby.GemfileLockCataloger;
import dev.drydock.catalog.ruby.GemspecCataloger;
import dev.drydock.catalog.rust.CargoLockCataloger;
import dev.drydock.catalog.rust.RustBinaryCataloger;
import dev.drydock.catalog.swift.PackageResolvedCataloger;
import dev.drydock.catalog.terraform.TerraformLockCataloger;
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
        new GoBinaryCataloger(),
        new CargoLockCataloger(limits),
        new ConanInfoCataloger(limits),
        new ConanLockCataloger(limits),
        new ErlangApplicationCataloger(limits),
        new GemfileLockCataloger(limits),
        new GemspecCataloger(limits),
        new MixLockCataloger(limits),
        new PackageResolvedCataloger(limits),
        new PodfileLockCataloger(limits),
        new PubspecLockCataloger(limits),
        new RebarLockCataloger(limits),
        // after the one for Go, which lets less of a file pass by
        new RustBinaryCataloger(limits),
        new TerraformLockCataloger(limits));
  }
}
