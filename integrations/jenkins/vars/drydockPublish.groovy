import dev.drydock.jenkins.Outcome
import dev.drydock.jenkins.Publication

/** Pushes an image that passed the gate, judges what the registry has by its digest, and signs that; see docs/ci-jenkins.md. */
Outcome call(Map given = [:]) {
  return new Publication(this).run(given)
}
