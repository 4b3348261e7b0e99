package dev.drydock.catalog.jvm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drydock.bom.Component.Evidence;
import dev.drydock.catalog.CatalogerRun;
import dev.drydock.catalog.DirectoryTree;
import dev.drydock.catalog.RecordedDiscoveries;
import dev.drydock.limits.Limits;
import dev.drydock.testkit.Mutations;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class JvmLocksTest {
  private static final GradleLockCataloger GRADLE = new GradleLockCataloger(Limits.defaults());
  private static final SbtLockCataloger SBT = new SbtLockCataloger(Limits.defaults());

  private static final String GRADLE_LOCK =
      """
      # This is a Gradle generated file for dependency locking.
      joda-time:joda-time:2.2=compileClasspath,runtimeClasspath
       org.springframework:spring-asm:3.1.3.RELEASE=classpath
      org.hamcrest:hamcrest-core:1.3=testCompileClasspath, testRuntimeClasspath
      joda-time:joda-time:2.2=again
      # io.grpc:grpc-api:1.21.1=classpath
      too:few=classpath
      too:many:parts:here=classpath
      :empty:1.0=classpath
      empty=annotationProcessor
      """;

  private static final String SBT_LOCK =
      """
      {"lockVersion": 1, "configurations": ["compile", "runtime", "test"], "dependencies": [
        {"org": "org.typelevel", "name": "cats-core_2.12", "version": "2.9.0",
         "configurations": ["test", "compile"]},
        {"org": "org.a", "name": "runtime", "version": "1.0", "configurations": ["runtime"]},
        {"org": "org.b", "name": "all", "version": "1.0"},
        {"org": "org.scalatest", "name": "scalatest", "version": "3.2", "configurations": ["test"]},
        {"org": "org.c", "name": "provided", "version": "1.0", "configurations": ["provided"]},
        {"org": "org.d", "name": "no-version"}]}
      """;

  @Test
  void gradleLocksEveryConfiguration() throws Exception {
    RecordedDiscoveries found =
        CatalogerRun.over(DirectoryTree.empty().file("app/gradle.lockfile", GRADLE_LOCK), GRADLE);

    assertThat(found.purls())
        .containsExactly(
            "pkg:maven/joda-time/joda-time@2.2",
            "pkg:maven/org.hamcrest/hamcrest-core@1.3",
            "pkg:maven/org.springframework/spring-asm@3.1.3.RELEASE");
    assertThat(found.component("joda-time:joda-time").evidence())
        .isEqualTo(new Evidence("gradle-lock", "gradle.lockfile"));
  }

  @Test
  void gradleHasSeveralLockFilesAndHadOneForEachConfiguration() throws Exception {
    DirectoryTree tree =
        DirectoryTree.empty()
            .file("a/buildscript-gradle.lockfile", "a:a:1=classpath")
            .file("a/settings-gradle.lockfile", "b:b:1=classpath")
            .file("a/gradle/dependency-locks/compileClasspath.lockfile", "c:c:1\r\nd:d:1\r\n")
            .file("a/other.lockfile", "e:e:1");

    assertThat(CatalogerRun.over(tree, GRADLE).namesAndVersions())
        .containsExactly("a:a 1", "b:b 1", "c:c 1", "d:d 1");
  }

  @Test
  void consistentVersionsOfGradleSayWhatIsForTestsOnly() throws Exception {
    String lock =
        """
        # Run ./gradlew writeVersionsLock to regenerate this file

        com.a:b:1.2-jre (12 constraints: b290ec5e)
        com.a:no-constraints:1.0
        com.a:few (1 constraints: 38053b3b)

        [Test dependencies]
        com.a:test:1.0 (1 constraints: 38053b3b)
        """;
    DirectoryTree tree =
        DirectoryTree.empty().file("versions.lock", lock).file("old/my-versions.lock", lock);

    assertThat(CatalogerRun.over(tree, GRADLE).namesAndVersions())
        .containsExactly("com.a:b 1.2-jre");
  }

  @Test
  void aByteOrderMarkIsNoPartOfAName() throws Exception {
    DirectoryTree tree = DirectoryTree.empty().file("gradle.lockfile", "\ufeffa:b:1=classpath");

    assertThat(CatalogerRun.over(tree, GRADLE).purls()).containsExactly("pkg:maven/a/b@1");
  }

  @Test
  void sbtSaysWhatIsForTestsOnly() throws Exception {
    RecordedDiscoveries found =
        CatalogerRun.over(DirectoryTree.empty().file("app/build.sbt.lock", SBT_LOCK), SBT);

    assertThat(found.purls())
        .containsExactly(
            "pkg:maven/org.a/runtime@1.0",
            "pkg:maven/org.b/all@1.0",
            "pkg:maven/org.typelevel/cats-core_2.12@2.9.0");
  }

  @Test
  void damagedDocumentsGiveAResultOrAreUnreadable() {
    for (String seed : new String[] {GRADLE_LOCK, SBT_LOCK}) {
      Mutations.of(seed.getBytes(StandardCharsets.UTF_8), 6, 2_000)
          .forEach(
              bytes -> {
                try {
                  DirectoryTree tree = DirectoryTree.empty();
                  tree.file("gradle.lockfile", bytes).file("build.sbt.lock", bytes);
                  CatalogerRun.over(tree, GRADLE, SBT);
                } catch (InterruptedException e) {
                  throw new AssertionError(e);
                }
              });
    }
  }
}
