# Sourced by ./weir, ./test, .ci/run, bench/startup and bench/kill. Expects $root (the repository's folder) and $self (the command's name).

say() { printf '%s: %s\n' "$self" "$*" >&2; }

# Finds a .NET installation: leaves the command in $dotnet and, where it can be told, the installation's folder in DOTNET_ROOT, by which the
# built program finds its runtime. Says how to get one where there is none.
find_dotnet() {
    local folders=("${DOTNET_ROOT:-}" "${HOME:+$HOME/.dotnet}") folder
    dotnet=$(command -v dotnet || true)
    if [[ -n $dotnet ]]; then
        # The command may be a link into the installation, or a script of somebody's beside a usual one.
        folder=$dotnet
        [[ -L $folder ]] && folder=$(readlink -f "$folder")
        folders=("${DOTNET_ROOT:-}" "${folder%/*}" "${HOME:+$HOME/.dotnet}" /usr/share/dotnet /usr/lib/dotnet /usr/local/share/dotnet)
    fi
    for folder in "${folders[@]}"; do
        [[ -n $folder && -x $folder/dotnet && -d $folder/shared/Microsoft.NETCore.App ]] || continue
        export DOTNET_ROOT=$folder
        dotnet=${dotnet:-$folder/dotnet}
        return 0
    done
    unset DOTNET_ROOT
    [[ -n $dotnet ]] || sdk_is_missing
}

sdk_is_missing() {
    say 'the .NET 10 SDK is missing; install it with: curl -fsSL https://dot.net/v1/dotnet-install.sh | bash -s -- --channel 10.0   (other ways: https://dot.net/install)'
    exit 1
}

# What only a build needs: the SDK itself, and a home for its caches where HOME is unset or empty.
prepare_build() {
    find_dotnet
    [[ -n ${HOME:-} ]] || export HOME=$root/artifacts/home
    mkdir -p "$HOME" "$root/artifacts"
    export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 DOTNET_SKIP_FIRST_TIME_EXPERIENCE=1 MSBUILDTERMINALLOGGER=off
    # Build servers would outlive the command and hold its output open.
    export MSBUILDDISABLENODEREUSE=1 DOTNET_CLI_USE_MSBUILD_SERVER=0 UseSharedCompilation=false
    [[ $("$dotnet" --list-sdks 2>/dev/null) =~ (^|$'\n')10\. ]] || sdk_is_missing
}

# Bundles the browser code where Node is there. The site works without it, so nothing here ever fails the build.
build_client() {
    local client=$root/src/Weir.Web/Client log=$root/artifacts/client.log limit=()
    [[ -f $client/package.json ]] || return 0
    [[ -n $(find "$client" -name node_modules -prune -o -type f -newer "$client/../wwwroot/charts.js" -print -quit 2>&1) ]] || return 0
    if ! command -v npm >/dev/null; then
        say 'Node is not installed: the site shows its charts and tables without browser code'
        return 0
    fi
    say 'bundling the browser code (npm)'
    command -v timeout >/dev/null && limit=(timeout 180)
    if (cd "$client" &&
        "${limit[@]}" npm ci --ignore-scripts --no-audit --no-fund --prefer-offline --fetch-retries=1 --fetch-timeout=20000 &&
        "${limit[@]}" npm run build) </dev/null >"$log" 2>&1; then
        return 0
    fi
    say "the browser code could not be bundled (see $log); the site shows its charts and tables without it"
}
