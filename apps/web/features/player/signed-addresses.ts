/** The folder of an address: a signature in the path covers everything below it. */
export function folderOf(address: string): string {
  const path = address.split(/[?#]/)[0] ?? address;
  return path.slice(0, path.lastIndexOf('/') + 1);
}

/**
 * The address of a segment under the newest signature. A manifest that is already loaded goes on
 * naming the folder of the old one; reloading it would interrupt the picture.
 */
export function renewAddress(address: string, known: readonly string[], newest: string): string {
  const old = known.find((folder) => folder !== newest && address.startsWith(folder));
  return old ? newest + address.slice(old.length) : address;
}
