/**
 * What a table or record has under a key that somebody else chose: a person, a file, an address. Undefined where it has no such key of its own. Reading
 * `record[key]` instead finds what every object has (`constructor`, `toString`, `__proto__`) where the record has nothing.
 */
export function ownValue<T>(record: Readonly<Record<string, T>>, key: string): T | undefined {
  return Object.hasOwn(record, key) ? record[key] : undefined
}
