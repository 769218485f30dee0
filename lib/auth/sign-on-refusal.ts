/** Why a way through the single sign-on provider ended here. The code stands in the address of the sign-in page, which has a sentence for each. */
export const signOnRefusals = ['NoAccount', 'OtherSubject', 'WrongIssuer', 'Failed'] as const
export type SignOnRefusal = (typeof signOnRefusals)[number]

/** The code in the address of the page. What next-auth or anybody else may put there is no sentence of ours: it means that it did not work. */
export const signOnRefusal = (code: string): SignOnRefusal => signOnRefusals.find((known) => known === code) ?? 'Failed'
