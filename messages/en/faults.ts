/** What is wrong with one field of a request, in English. Not JSON: the compiler reads the values that a sentence needs out of its text (`lib/i18n/say.ts`). */
const faults = {} as const

export default faults
