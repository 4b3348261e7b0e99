package dev.drydock.jenkins

/** An image brought to where it is deployed from, if it passes now; Drydock judges and copies the same digest. */
class Promotion implements Serializable {
  private static final long serialVersionUID = 1L

  private final Object steps

  Promotion(Object steps) {
    this.steps = steps
  }

  /** Returns whether the image is there; one that is refused fails the build. */
  Outcome run(Map given) {
    Options options = Options.ofPromotion(given)
    if (options.objection != null) {
      steps.error(options.objection)
    }
    String host = Command.host(options.text('image'))
    String target = options.has('to') ? Command.host(options.text('to')) : ''
    if (host == null || target == null) {
      steps.error('drydockPromote: image and to have to name registries')
    }
    String program = new Installation(steps).program(options)
    int status = withSecrets(options) {
      return new Command(steps).run('promote.sh', [
        PROGRAM: program, ARGUMENTS: options.promotionArguments(), REPORTS: options.directory(),
        TARGET: options.has('toCredentials') ? target : ''], options.text('registryCredentials'), host)
    }
    if (status == 1) {
      steps.error('drydockPromote: ' + options.text('image') + ' is refused; the log says why, and what mends it')
    }
    if (status != 0) {
      steps.error('drydockPromote: ' + options.text('image') + ' was not promoted: '
        + new Command(steps).complaint(options.directory(), 'exit code ' + status))
    }
    return new Outcome(options.text('image'), true, [:], [], null, options)
  }

  private int withSecrets(Options options, Closure<Integer> work) {
    List bindings = []
    if (options.has('key')) {
      bindings.add(steps.file(credentialsId: options.text('key'), variable: 'DRYDOCK_STEP_KEY'))
    }
    if (options.has('keyPassword')) {
      bindings.add(steps.string(credentialsId: options.text('keyPassword'), variable: 'DRYDOCK_KEY_PASSWORD'))
    }
    if (options.has('toCredentials')) {
      bindings.add(steps.usernamePassword(
        credentialsId: options.text('toCredentials'), usernameVariable: 'DRYDOCK_STEP_TARGET_USER', passwordVariable: 'DRYDOCK_STEP_TARGET_PASSWORD'))
    }
    return bindings.isEmpty() ? work() : steps.withCredentials(bindings, work)
  }
}
