/** An expected outcome that is not a success is a value with a typed reason; only misuse throws. */
export type Result<Value, Reason extends string> = { ok: true; value: Value } | { ok: false; reason: Reason }

export const success = <Value>(value: Value): { ok: true; value: Value } => ({ ok: true, value })
export const failure = <Reason extends string>(reason: Reason): { ok: false; reason: Reason } => ({ ok: false, reason })
