/** Bytes of UTF-8 that file systems take in a name. */
const longest = 255

/** A file's name without control characters, and cut to what file systems take; what is behind its last dot stays, for it says what the file is. */
export function fileName(given: string): string {
  const name = given.replace(/[\u0000-\u001f\u007f]/g, '')
  const ending = /\.[^.]{1,20}$/u.exec(name)?.[0] ?? ''
  const room = longest - bytes(ending)
  let [kept, size] = ['', 0]
  for (const letter of name.slice(0, name.length - ending.length)) {
    size += bytes(letter)
    if (size > room) break
    kept += letter
  }
  return kept + ending
}

const bytes = (text: string) => new TextEncoder().encode(text).length
