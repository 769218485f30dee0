/** What reverting an event does, and what stays as it is, in English. Not JSON: the compiler reads the values that a sentence needs out of its text (`lib/i18n/say.ts`). */
const effects = {} as const

export default effects
