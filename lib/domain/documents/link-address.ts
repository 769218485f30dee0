/** The address of a link that may be shown, or null: only http, https and mailto reach a reader; scripts, data and local files never do. */
export function safeLinkAddress(address: unknown): string | null {
  if (typeof address !== 'string') return null
  const trimmed = address.trim()
  return /^(https?:\/\/[^\s]+|mailto:[^\s]+)$/i.test(trimmed) && trimmed.length <= 2048 ? trimmed : null
}

/** The source of an image that may be shown: a raster image inside the document itself, so that reading never fetches anything. */
export function safeImageSource(source: unknown): string | null {
  return typeof source === 'string' && /^data:image\/(png|jpeg|gif|webp);base64,[A-Za-z0-9+/=]+$/.test(source)
    ? source
    : null
}

/** The first address in a tree that a request sent which must be neither followed nor fetched, by the rules above; null where there is none. */
export function unsafeAddress(tree: unknown): string | null {
  if (typeof tree !== 'object' || tree === null) return null
  for (const [key, value] of Object.entries(tree)) {
    const isUnsafe =
      value !== null &&
      ((key === 'href' && safeLinkAddress(value) === null) || (key === 'src' && safeImageSource(value) === null))
    const found = isUnsafe ? String(value).slice(0, 200) : unsafeAddress(value)
    if (found !== null) return found
  }
  return null
}
