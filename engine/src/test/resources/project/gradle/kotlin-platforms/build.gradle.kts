dependencies {
    api(platform("org.junit:junit-bom:5.8.0"))
    implementation(enforcedPlatform("io.quarkus:quarkus-bom:2.16.0.Final"))
    testImplementation(testFixtures("org.example:fixtures:1.0"))
    implementation(libs.okhttp)
    implementation(libs.bundles.logging)
    implementation(projects.core)
    implementation(project(":legacy"))
    implementation(files("libs/a.jar"))
    "customConfiguration"("org.example:custom:1.0")
    add("kapt", "org.example:processor:1.0")
    testRuntimeOnly("org.example:strict:1.0!!")

    constraints {
        implementation("org.yaml:snakeyaml") {
            version {
                strictly("[1.30, 1.33[")
                prefer("1.31")
            }
            because("CVE-2022-1471")
        }
    }
}
