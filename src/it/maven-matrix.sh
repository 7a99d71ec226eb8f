#!/bin/sh
# Runs the integration tests with every Maven that the plugin promises to work with; stops at the first that fails.
#
#   src/it/maven-matrix.sh                  all of them
#   src/it/maven-matrix.sh 3.9.16           only this one
#   src/it/maven-matrix.sh -Dx=y 3.9.16     options come first and go to the Maven that runs the tests
#
# The unit tests do not depend on Maven: they are left out. What the failed build printed is in target/its/*/build.log.
set -eu

cd "$(dirname "$0")/../.."
mavens=$PWD/target/mavens

options=
while [ $# -gt 0 ] && [ "${1#-}" != "$1" ]; do
    options="$options $1"
    shift
done
[ $# -gt 0 ] || set -- 3.6.3 3.9.16 4.0.0-rc-6

for version in "$@"; do
    home=$mavens/apache-maven-$version
    if [ ! -x "$home/bin/mvn" ]; then
        mvn -B -q org.apache.maven.plugins:maven-dependency-plugin:3.11.0:unpack \
            "-Dartifact=org.apache.maven:apache-maven:$version:zip:bin" "-DoutputDirectory=$mavens"
    fi
    echo "Integration tests with Maven $version"
    # shellcheck disable=SC2086 # options are words
    mvn -B verify -DskipUnitTests $options "-Dinvoker.mavenHome=$home"
done
