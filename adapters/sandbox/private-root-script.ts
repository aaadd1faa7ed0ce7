/**
 * What bwrap does, with the tools of util-linux: a root of our own in which only the named paths
 * exist, everything but the writable ones sealed. Arguments: the folder for the new root, paths
 * marked `r` or `w`, `--`, the program. Runs as root of its user namespace; the caller drops the
 * capabilities before the program starts. Any step that fails ends it (`sh -eu`).
 *
 * `remount` repeats the flags of each mount: the kernel refuses to clear nosuid, nodev and noexec of
 * mounts that come from outside the namespace. /proc is sealed too, since the root of the machine
 * owns /proc/sys also without capabilities.
 */
export const privateRootScript = `
new="$1"; shift
mount -t tmpfs -o size=1m,mode=755 private-root "$new"
place() {
  if [ -d "$1" ]; then mkdir -p "$new$1"
  elif [ ! -e "$new$1" ]; then mkdir -p "$new\${1%/*}"; : > "$new$1"; fi
  mount --rbind "$1" "$new$1"
}
seal() {
  while read -r _ _ _ _ point flags _; do
    case "$point" in "$1"|"$1"/*) mount -o "remount,bind,$flags,ro" "$point" ;; esac
  done < /proc/self/mountinfo
}
while [ "$1" != -- ]; do
  path="\${1#?}"
  case "$1" in
    w*) place "$path" ;;
    *) if [ -e "$path" ]; then place "$path"; seal "$new$path"; fi ;;
  esac
  shift
done
shift
for device in null zero random urandom; do place "/dev/$device"; done
mkdir -p "$new/proc" "$new/.outside"
mount -t proc -o nosuid,nodev,noexec proc "$new/proc"
cd "$new"
pivot_root . .outside
cd /
umount -l /.outside
mount -o remount,bind,nosuid,nodev,noexec,ro /proc
mount -o remount,bind,ro /
exec "$@"
`;
