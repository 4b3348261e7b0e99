testing {
    suites {
        val test by getting(JvmTestSuite::class) {
            useJUnitJupiter("5.9.0")
        }
        register<JvmTestSuite>("integrationTest") {
            dependencies {
                implementation("org.testcontainers:postgresql:1.17.0")
            }
        }
    }
}

dependencies {
    implementation("a:main:1.0")
    detektPlugins("io.gitlab.arturbosch.detekt:detekt-formatting:1.20.0")
    testFixturesApi("a:fixture-api:1.0")
    testify("a:not-a-test:1.0")
    constraints { }
}
