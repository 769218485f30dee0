/** Answers numbers from 0 to 2^32 - 1. */
export type RandomSource = () => number

/**
 * The xorshift generator of 128 bits of Marsaglia (2003), "Xorshift RNGs", Journal of Statistical Software 8(14), with his shifts and
 * starting words; the seed is mixed into the first. Equal seeds give equal numbers on every machine. Not for secrets.
 */
export function randomSource(seed: number): RandomSource {
  let x = (123456789 ^ seed) >>> 0
  let y = 362436069
  let z = 521288629
  let w = 88675123
  const next = (): number => {
    const t = x ^ (x << 11)
    x = y
    y = z
    z = w
    w = (w ^ (w >>> 19) ^ t ^ (t >>> 8)) >>> 0
    return w
  }
  // The first numbers of neighbouring seeds are still alike.
  for (let skipped = 0; skipped < 32; skipped++) next()
  return next
}

/** A whole number from 0 to `limit` - 1, each as likely: numbers beyond the last whole multiple of the limit are drawn again. */
export function randomBelow(random: RandomSource, limit: number): number {
  const whole = 2 ** 32 - (2 ** 32 % limit)
  let drawn = random()
  while (drawn >= whole) drawn = random()
  return drawn % limit
}
