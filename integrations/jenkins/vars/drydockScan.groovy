import dev.drydock.jenkins.Examination
import dev.drydock.jenkins.Outcome

/** Scans an image and publishes what is found; see docs/ci-jenkins.md. */
Outcome call(Map given = [:]) {
  return new Examination(this, 'drydockScan').run(given)
}
