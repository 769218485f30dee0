/** Puts `text` on the clipboard; false where the browser refuses, or gives its pages none, as over http. */
export async function copyText(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text)
    return true
  } catch {
    return false
  }
}
