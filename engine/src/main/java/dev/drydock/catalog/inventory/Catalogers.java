package dev.drydock.catalog.inventory;

import dev.drydock.catalog.Cataloger;
import dev.drydock.catalog.apk.ApkCataloger;
import dev.drydock.catalog.distribution.DistributionCataloger;
import dev.drydock.catalog.dpkg.DpkgCataloger;
import dev.drydock.catalog.golang.GoBinaryCataloger;
import dev.drydock.catalog.maven.JavaArchiveCataloger;
import dev.drydock.catalog.npm.NpmLockCataloger;
import dev.drydock.catalog.npm.NpmPackageCataloger;
import dev.drydock.catalog.python.PythonArchiveCataloger;
import dev.drydock.catalog.python.PythonPackageCataloger;
import dev.drydock.catalog.rpm.RpmCataloger;
import dev.drydock.catalog.sbom.SbomCataloger;
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
        new SbomCataloger(limits));
  }
}
