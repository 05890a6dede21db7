#!/usr/bin/env bash
# Proves that a bare Debian is enough: for each command a root of its own with nothing in it but Python and a clone of
# what is committed.
#
#   sudo scripts/bare_debian.sh [SUITE] [COMMAND...]      bookworm; test and run
#
# Needs debootstrap. Packages come from where this machine has its own: the mirror and the settings of apt, pip and the
# certificates are lent to the roots while they stand; /dev and /proc too. Everything is taken away at the end.
set -euo pipefail

checkout=$(cd "$(dirname "$0")/.." && pwd)
mirror=$(apt-get indextargets --format '$(SITE)' 'Created-By: Packages' 'Origin: Debian' 2>/dev/null | head -n 1 || true)

make_base() {
    echo "Making a bare $1"
    debootstrap --variant=minbase --include=python3 "$1" "$work/base" ${mirror:+"$mirror"} > "$work/log" ||
        { tail "$work/log" >&2; exit 3; }
}

lend() { # what this machine knows about its network, so that apt and pip work inside as they do outside
    local root=$1 file
    cp /etc/resolv.conf /etc/hosts "$root/etc/"
    cp -L /etc/ssl/certs/ca-certificates.crt "$root/etc/lent.crt"
    { grep -ls '^Acquire' /etc/apt/apt.conf.d/* || true; } | xargs -r cp -t "$root/etc/apt/apt.conf.d/"
    for file in /etc/pip.conf "$HOME/.config/pip/pip.conf" "$HOME/.pip/pip.conf"; do
        [ ! -f "$file" ] || install -D "$file" "$root${file/#$HOME//root}"
    done
    mount --rbind /dev "$root/dev"
    mount -t proc proc "$root/proc"
}

prove() { # one command in a fresh root; answers its exit status
    local root="$work/$1" began=$SECONDS status=0 settings
    cp -a "$work/base" "$root"
    git clone --quiet "file://$checkout" "$root/armarium"
    lend "$root"
    mapfile -t settings < <(env | grep -E '^(PIP_|[a-z]+_proxy=)' | grep -v '^PIP_CERT=')
    echo "== python3 scripts/dev.py $1, with $(chroot "$root" python3 --version) and nothing else"
    env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin HOME=/root CI=true PIP_CERT=/etc/lent.crt "${settings[@]}" \
        chroot "$root" sh -c "cd /armarium && exec python3 scripts/dev.py $1" < /dev/null || status=$?
    echo "== $1: exit $status after $((SECONDS - began)) s"
    return "$status"
}

if [ "${1:-}" = inside ]; then # a mount namespace of its own: its mounts end with it
    work=$2
    make_base "$3"
    worst=0
    for command in "${@:4}"; do
        prove "$command" || worst=1
    done
    exit "$worst"
fi

[ "$(id -u)" = 0 ] || { echo "Only root can make a root: sudo $0" >&2; exit 3; }
work=$(mktemp -d "${TMPDIR:-/var/tmp}/armarium-bare.XXXXXX")
trap 'rm -rf --one-file-system "$work"' EXIT
suite=${1:-bookworm}
[ $# -gt 1 ] || set -- "$suite" test run
unshare --mount --propagation private "$0" inside "$work" "$suite" "${@:2}"
