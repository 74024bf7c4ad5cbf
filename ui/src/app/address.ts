/**
 * The console's screens stand in the fragment (`/#/log?status=failed`), which every server and the desktop window leave
 * alone. A link that names a screen by its path (`/log?status=failed`), as the shell's notifications do, is understood too.
 */

/** The address with the screen in its fragment; null where it is so already. Pure. */
export function withScreenInFragment(address: {
  pathname: string;
  search: string;
  hash: string;
}): string | null {
  const { pathname, search, hash } = address;
  if (pathname === "/" || pathname.endsWith(".html") || hash.startsWith("#/")) return null;
  return `/#${pathname}${search}`;
}

export function bringScreenIntoFragment(): void {
  const wanted = withScreenInFragment(location);
  if (wanted !== null) history.replaceState(null, "", wanted);
}
