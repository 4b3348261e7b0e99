val versions = mapOf("okio" to "1.17.0", "ktor" to mapOf("server" to "1.6.0"))
val okhttp = "com.squareup.okhttp3:okhttp:4.9.0"
val grpcVersion = "1.40.0"
extra["bouncyVersion"] = "1.68"

configurations.all {
    resolutionStrategy.force("org.json:json:20210307", "org.yaml:snakeyaml:1.26")
}

dependencies {
    implementation("com.squareup.okio:okio:${versions["okio"]}")
    implementation("io.ktor:ktor-server-netty:${versions["ktor"]["server"]}")
    implementation(okhttp)
    implementation("io.grpc", "grpc-netty", grpcVersion)
    implementation("io.grpc:grpc-core:" + grpcVersion)
    implementation(kotlin("reflect", version = "1.6.10"))
    implementation("org.bouncycastle:bcprov-jdk15on:${project.extra.get("bouncyVersion")}")
}
