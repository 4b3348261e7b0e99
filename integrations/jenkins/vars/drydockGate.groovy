import dev.drydock.jenkins.Examination
import dev.drydock.jenkins.Outcome

/** Judges an image by a policy and stops the build where the gate says no; see docs/ci-jenkins.md. */
Outcome call(Map given = [:]) {
  return new Examination(this, 'drydockGate').run(given)
}
