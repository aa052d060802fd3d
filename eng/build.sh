# What ./headroom and ./test share: packages by name, and one build at a time, skipped when nothing changed. Sourced, not run.
# The caller sets $root. Everything said goes to stderr, because the caller's stdout may be parsed.

export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 DOTNET_SKIP_FIRST_TIME_EXPERIENCE=1
output=$root/src/Headroom.Cli/bin
program=$output/Release/net10.0/headroom.dll
stamp=$output/.stamp

say() { echo "headroom: $*" >&2; }

# stop CODE MESSAGE: 69 is EX_UNAVAILABLE, something this machine lacks.
stop() { local code=$1; shift; say "$@"; exit "$code"; }

has() { command -v "$1" >/dev/null 2>&1; }

require_sdk() {
    (cd "$root" && dotnet --version >/dev/null 2>&1) ||
        stop 69 "needs the .NET 10 SDK. Install the package dotnet-sdk-10.0 (or see https://dotnet.microsoft.com/download) and run this again."
}

# as_root COMMAND...: directly, or through a sudo that asks nothing; fails when neither is possible.
as_root() {
    if [ "$(id -u)" = 0 ]; then "$@"; else sudo -n "$@" 2>/dev/null; fi
}

can_install() { has apt-get && as_root true; }

# install REASON PACKAGE...: says what it installs. A time-out of the mirror is tried twice more, with fresh lists.
install() {
    local reason=$1 attempt; shift
    say "installing $* ($reason)"
    for attempt in 1 2 3; do
        as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@" >/dev/null 2>&1 && return
        as_root apt-get update -qq >/dev/null 2>&1
    done
    say "could not install $*; try: apt-get install $*"
    return 1
}

# The console's charts come from npm, so building needs node; running does not.
require_node() {
    has node && has npm && return
    can_install || stop 69 "needs node and npm once, for the console's charts. Run: sudo apt-get install nodejs npm"
    install "needed once, for the console's charts" nodejs npm || exit 69
}

# Names and times of every source: a deleted or replaced file counts as a change too. Lock files are left out, for restoring writes them.
fingerprint() {
    (cd "$root" && find src examples Directory.*.props global.json \
        \( -name bin -o -name obj -o -name node_modules -o -path '*/wwwroot/lib' -o -name packages.lock.json \) -prune \
        -o -type f -printf '%p %T@\n' | LC_ALL=C sort | cksum)
}

is_built() { [ -f "$program" ] && [ -f "$stamp" ] && [ "$(fingerprint)" = "$(<"$stamp")" ]; }

# build TARGET: Release, quiet unless it fails. The fingerprint is taken before, so that an edit made during the build is built next time.
build() {
    local before log
    before=$(fingerprint)
    log=$(mktemp)
    # 9>&- : compilers stay alive for the next build and must not keep the lock with them.
    if ! (cd "$root" && dotnet build "$1" -c Release -v quiet -clp:NoSummary >"$log" 2>&1 9>&-); then
        { grep -E ': (error|warning) ' "$log" || cat "$log"; } | sort -u >&2
        rm -f "$log"
        return 1
    fi
    rm -f "$log"
    echo "$before" >"$stamp"
}

# alone COMMAND...: waits for any other build in this directory.
alone() {
    mkdir -p "$output"
    { if has flock; then flock 9; fi; "$@"; } 9>"$output/.lock"
}
