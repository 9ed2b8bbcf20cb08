#!/bin/sh
# Mewayz in one file: this short shell program, which picks a Java and its flags, and behind it the jar with everything.
# It runs on any name, from any folder, and "java -jar" takes it too. MEWAYZ_JAVA names the Java to use,
# MEWAYZ_JAVA_OPTS adds flags, MEWAYZ_CACHE moves the cache folder, MEWAYZ_AOT=off does without the AOT cache.
set -uf
build=@BUILD@

case $0 in
*/*) self=$0 ;;
*) self=$(command -v -- "$0") || self=./$0 ;;
esac
self=$(readlink -f -- "$self") || exit 1

# Sets rank (25000003 for Java 25.0.3) and jvm (a name for this exact build of it). Reads one file, as asking a Java
# for its version takes it a tenth of a second.
inspect() {
    rank=0 jvm=
    [ -n "$1" ] && [ -x "$1/bin/java" ] || return 1
    release=$1/release version='' runtime='' maker='' machine=''
    if [ -r "$release" ]; then
        while IFS='=' read -r key value; do
            value=${value#\"} value=${value%\"}
            case $key in
            JAVA_VERSION) version=$value ;;
            JAVA_RUNTIME_VERSION) runtime=$value ;;
            IMPLEMENTOR) maker=$value ;;
            OS_ARCH) machine=$value ;;
            esac
        done <"$release"
    else
        version=$("$1/bin/java" -version 2>&1 | sed -n '1s/.*"\(.*\)".*/\1/p')
    fi
    jvm=${runtime:-$version}-${maker%%[!A-Za-z0-9]*}-$machine
    IFS=.
    # shellcheck disable=SC2086 # split at the dots
    set -- ${version%%[!0-9.]*}
    unset IFS
    rank=$((${1:-0} * 1000000 + ${2:-0} * 1000 + ${3:-0}))
    [ "$rank" -gt "$newest" ] && newest=$rank
    [ "$rank" -ge 25000000 ]
}

home_of() {
    found=$(readlink -f -- "$1") && printf '%s' "${found%/bin/java}"
}

choose() {
    newest=0
    if [ -n "${MEWAYZ_JAVA:-}" ]; then
        home=$MEWAYZ_JAVA
        [ -d "$home" ] || home=$(home_of "$home")
        inspect "$home"
        return
    fi
    for home in "${self%/*/*}/runtime" "${JAVA_HOME:-}"; do
        inspect "$home" && return
    done
    best='' best_rank=0
    set +f
    for home in /usr/lib/jvm/* /opt/* "${HOME:-}"/.sdkman/candidates/java/* /Library/Java/JavaVirtualMachines/*/Contents/Home; do
        inspect "$home" && [ "$rank" -gt "$best_rank" ] && best=$home best_rank=$rank
    done
    set -f
    home=$best
    [ -n "$home" ] || home=$(home_of "$(command -v java)")
    inspect "$home"
}

choose || {
    if [ -n "${MEWAYZ_JAVA:-}" ]; then
        echo "mewayz: MEWAYZ_JAVA is $MEWAYZ_JAVA, which is not Java 25 or newer."
    elif [ "$newest" -gt 0 ]; then
        echo "mewayz: Java 25 or newer is needed; the newest here is Java $((newest / 1000000))."
    else
        echo "mewayz: Java 25 or newer is needed; none was found here."
    fi
    echo "  Debian 13, Ubuntu 24.04 and newer:  sudo apt install openjdk-25-jre-headless"
    echo "  Fedora and its relatives:           sudo dnf install java-25-openjdk-headless"
    echo "  anything else:                      https://adoptium.net/temurin/releases/?version=25"
    echo "If one stands elsewhere, set MEWAYZ_JAVA to it."
    exit 78
} >&2

# A quarter of the memory that this process may use, within 96 and 512 MB.
memory=1024
if [ -r /proc/meminfo ]; then
    read -r _ value _ </proc/meminfo
    memory=$((value / 1024))
fi
group=
if [ -r /proc/self/cgroup ]; then
    while IFS=: read -r number _ path; do
        [ "$number" = 0 ] && group=${path%/}
    done </proc/self/cgroup
fi
for limit in "/sys/fs/cgroup$group/memory.max" /sys/fs/cgroup/memory.max /sys/fs/cgroup/memory/memory.limit_in_bytes; do
    [ -r "$limit" ] && read -r value <"$limit" || continue
    case $value in *[!0-9]* | '') continue ;; esac
    [ $((value / 1048576)) -lt "$memory" ] && memory=$((value / 1048576))
done
heap=$((memory / 4))
[ "$heap" -lt 96 ] && heap=96
[ "$heap" -gt 512 ] && heap=512

cache=${MEWAYZ_CACHE:-${CACHE_DIRECTORY:-}}
if [ -z "$cache" ]; then
    cache=${XDG_CACHE_HOME:-${HOME:-}/.cache}/mewayz
fi
[ -d "$cache/native" ] || (umask 077 && mkdir -p -- "$cache/native") 2>/dev/null

# The AOT cache (classes loaded, linked and profiled ahead) halves the start. A JVM up to 25.0.3 does not notice that
# the jar has changed (JDK-8377932) and later ones refuse any other file time, so its name carries all of it.
place=$(printf '%s' "$self" | cksum)
stamp=$(stat -L -c %Y -- "$self" 2>/dev/null || stat -L -f %m -- "$self" 2>/dev/null)
aot=$cache/${place%% *}-$build-$stamp-$jvm.aot

# The program speaks UTF-8 and reads file names in it, also where no locale is set.
case ${LC_ALL:-${LC_CTYPE:-${LANG:-}}} in
*[uU][tT][fF]*) ;;
*) export LC_ALL=C.UTF-8 ;;
esac
export MALLOC_ARENA_MAX="${MALLOC_ARENA_MAX:-2}"

# Methods are compiled at twice the usual number of calls: a start runs most of them a few times only, and is a tenth
# faster and 3 MB smaller without what would be compiled for it.
run() {
    mode=$1
    shift
    set -- -jar "$self" "$@"
    # shellcheck disable=SC2086 # flags are separated by spaces
    set -- ${MEWAYZ_JAVA_OPTS:-} "$@"
    [ -w "$cache/native" ] && set -- "-Dorg.sqlite.tmpdir=$cache/native" "$@"
    set -- -XX:+UseSerialGC -XX:+UseCompactObjectHeaders -Xms8m "-Xmx${heap}m" -XX:MinHeapFreeRatio=15 -XX:MaxHeapFreeRatio=30 -Xss512k -XX:ReservedCodeCacheSize=64m -XX:CompileThresholdScaling=2 \
        -XX:MaxMetaspaceSize=160m -XX:TrimNativeHeapInterval=10000 -XX:+ExitOnOutOfMemoryError -XX:-UsePerfData \
        -XX:+IgnoreUnrecognizedVMOptions -Djava.awt.headless=true -Dstdout.encoding=UTF-8 -Dstderr.encoding=UTF-8 "$@"
    if [ "$mode" = train ]; then
        # Without the methods' profiles: they make every start slower and bigger, and a busy server finds its own soon.
        set -- "-XX:AOTCacheOutput=$work/aot" -XX:+UnlockDiagnosticVMOptions -XX:-AOTRecordTraining "$@"
    elif [ "$mode" = serve ] && [ -r "$aot" ] && [ "${MEWAYZ_AOT:-on}" != off ]; then
        # Mapped where it was made for, its pages stay shared and clean: 27 MB less, and 30 ms.
        set -- "-XX:AOTCache=$aot" -XX:+UnlockDiagnosticVMOptions -XX:ArchiveRelocationMode=0 "-Xlog:aot*=off" "-Xlog:cds*=off" "$@"
    fi
    [ "$mode" != serve ] || exec "$home/bin/java" "$@"
    "$home/bin/java" "$@"
}

slowly="Mewayz runs without its AOT cache, and starts more slowly."

# mewayz optimize: two short lives of the server in a folder of their own. As the second ends, the JVM writes the AOT
# cache: all of it is memory of every later start, so what only the first does (filling, indexing) is not in it.
optimize() {
    [ -r "$aot" ] && return 0
    if [ -e "$aot.failed" ]; then
        echo "mewayz: $slowly Remove $aot.failed to try once more." >&2
        return 1
    fi
    work=$(mktemp -d "$cache/training.XXXXXX" 2>/dev/null) || {
        echo "mewayz: $cache cannot be written. $slowly" >&2
        return 1
    }
    trap 'rm -rf -- "$work"' EXIT
    trap 'exit 130' HUP INT TERM
    echo "mewayz: practising the start, once for this build (a few seconds) ..." >&2
    if run prepare train --data "$work/data" >"$cache/optimize.log" 2>&1 &&
        run train train --data "$work/data" >>"$cache/optimize.log" 2>&1 && [ -s "$work/aot" ]; then
        set +f
        rm -f -- "$cache/${place%% *}"-*.aot "$cache/${place%% *}"-*.failed
        mv -f -- "$work/aot" "$aot"
    else
        : >"$aot.failed"
        echo "mewayz: that did not work, $cache/optimize.log tells why. $slowly" >&2
        return 1
    fi
}

case "${1:-serve}" in
optimize)
    optimize
    exit
    ;;
serve | --[!hv]*)
    # The first start of a build makes the cache for the next one, beside the server and behind it in the queue for
    # the processor; not on a machine that is too small for two.
    if [ ! -e "$aot" ] && [ ! -e "$aot.failed" ] && [ -w "$cache/native" ] && [ "$memory" -ge 1000 ] && [ "${MEWAYZ_AOT:-on}" != off ]; then
        (nice -n 19 "$self" optimize </dev/null >/dev/null 2>&1 &)
    fi
    ;;
esac
run serve "$@"
