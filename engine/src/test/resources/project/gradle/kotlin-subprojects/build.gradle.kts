plugins {
	`java-library`
}

subprojects {
	apply(plugin = "java")

	dependencies {
		"implementation"("org.slf4j:slf4j-api:1.7.30")
		"testImplementation"("junit:junit:4.12")
	}
}
