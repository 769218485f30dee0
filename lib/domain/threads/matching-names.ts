/** Those whose name has a word that begins with what was typed, in the order given; everybody where nothing was typed. Case and accents do not matter. */
export function matchingNames<T extends { name: string }>(people: readonly T[], typed: string): T[] {
  const wanted = plain(typed)
  return people.filter(({ name }) => plain(name).startsWith(wanted) || plain(name).split(/\s+/u).some((word) => word.startsWith(wanted)))
}

const plain = (text: string) => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()
