# Sourced by run and test: finds or installs what a build needs, and builds. POSIX sh; works in the root of the checkout.
# shellcheck shell=sh

say() {
    printf 'mewayz: %s\n' "$*" >&2
}

refuse() {
    say "$@"
    exit 78
}

# Installs Debian packages if this is root on a machine with apt; otherwise fails. Fetches the package lists once.
apt_get() {
    [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null || return 1
    if [ -z "${lists_fetched:-}" ]; then
        apt-get -q update >/dev/null 2>&1 || say "the package lists could not be fetched; going on with those at hand"
        lists_fetched=yes
    fi
    apt-cache show "$@" >/dev/null 2>&1 || return 1
    say "installing $*"
    DEBIAN_FRONTEND=noninteractive apt-get -q -y install --no-install-recommends "$@" >/dev/null
}

# 25 for a JDK 25 in this folder; 0 where there is no JDK.
jdk_version() {
    if [ -n "$1" ] && [ -x "$1/bin/javac" ] && [ -r "$1/release" ]; then
        found=$(sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$1/release")
        echo "${found:-0}"
    else
        echo 0
    fi
}

# Prints the home of the first JDK that will do: JAVA_HOME, the newest in the usual folders, the one on the PATH.
find_jdk() {
    if [ "$(jdk_version "${JAVA_HOME:-}")" -ge 25 ]; then
        echo "$JAVA_HOME"
        return
    fi
    best='' best_version=24
    for home in /usr/lib/jvm/* /opt/* "${HOME:-}"/.sdkman/candidates/java/*; do
        version=$(jdk_version "$home")
        [ "$version" -gt "$best_version" ] && best=$home best_version=$version
    done
    if [ -z "$best" ] && javac=$(command -v javac); then
        home=$(dirname "$(dirname "$(readlink -f "$javac")")")
        [ "$(jdk_version "$home")" -ge 25 ] && best=$home
    fi
    echo "$best"
}

need_jdk() {
    JAVA_HOME=$(find_jdk)
    if [ -z "$JAVA_HOME" ] && apt_get openjdk-25-jdk-headless; then
        JAVA_HOME=$(find_jdk)
    fi
    [ -n "$JAVA_HOME" ] || refuse "a JDK 25 or newer is needed to build, and none was found.
  Debian 13, Ubuntu 24.04 and newer:  sudo apt install openjdk-25-jdk-headless
  older ones:                         https://adoptium.net/installation/linux/ (package temurin-25-jdk)
If one stands elsewhere, set JAVA_HOME to it. Then run this again."
    export JAVA_HOME
}

# need_command COMMAND PACKAGE...
need_command() {
    command=$1
    shift
    command -v "$command" >/dev/null || apt_get "$@" || :
    command -v "$command" >/dev/null ||
        refuse "$command is needed, and could not be installed from here. Run this, then start again:
  sudo apt install $*"
}

need_tools() {
    need_jdk
    need_command mvn maven
    need_command node nodejs npm
    need_command npm npm
}

# Whether a source is newer than the last build. Folders count too: theirs is the time of the last removal.
stale() {
    [ -x target/mewayz ] && [ -e target/built ] || return 0
    changed=$(
        find pom.xml .mvn install/web-assets install/places install/places.mjs src/main themes -newer target/built || :
        find web-assets -mindepth 1 -name node_modules -prune -o -newer target/built -print
    )
    [ -n "$changed" ]
}

# Runs Maven, and notes the time before it, so that what is edited meanwhile is built the next time.
maven() {
    mkdir -p target
    : >target/building
    mvn -B -ntp "$@" || return
    [ ! -e target/building ] || mv target/building target/built
}
