let owner: string | undefined

/**
 * Says for whom this page was loaded, by the id of their account; whoever says so first is right. What the page changes goes out as theirs or not at all
 * (`callApi`): in another tab somebody else may have signed in since. Answers whether the page is this account's.
 */
export function ownPage(userId: string): boolean {
  // What renders on the server renders for everybody.
  if (typeof window === 'undefined') return true
  owner ??= userId
  return owner === userId
}

/** For whom this page was loaded; undefined where nobody was signed in. */
export function ownerOfPage(): string | undefined {
  return owner
}
