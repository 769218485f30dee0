const [isolate, end] = ['\u2068', '\u2069']
/** What may turn the words around it: letters that are written from right to left, and signs that say how letters are. */
const turns =
  /[\u061c\u200f\u202a-\u202e\u2066-\u2069\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}\p{Script=Adlam}]/u

/**
 * A name as it stands in a sentence that is ours: in a direction of its own, so that the words beside it keep theirs, whatever the name holds. Isolates that it leaves
 * open are closed, and ends of none are taken out, which would end ours; all else that it leaves open ends with it (UAX 9, X6a). Other names stay as they are.
 */
export function isolated(name: string): string {
  if (!turns.test(name)) return name
  let open = 0
  const balanced = name.replace(/[\u2066-\u2069]/g, (sign) => {
    if (sign === end && open === 0) return ''
    open += sign === end ? -1 : 1
    return sign
  })
  return isolate + balanced + end.repeat(open + 1)
}

/** The values of a sentence, each text among them isolated. */
export function isolatedValues<Values extends object>(values: Values): Values {
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => [
      name,
      typeof value === 'string' ? isolated(value) : (value as unknown),
    ]),
  ) as Values
}
