import dev.drydock.jenkins.Outcome
import dev.drydock.jenkins.Promotion

/** Brings an image that passes the gate now to where it is deployed from; see docs/ci-jenkins.md. */
Outcome call(Map given = [:]) {
  return new Promotion(this).run(given)
}
