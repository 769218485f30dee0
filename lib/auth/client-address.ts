/** Carries the address a request came from to whoever counts attempts. The listener sets it and drops what a client sent under this name. */
export const addressHeader = 'x-commonplace-address'

/** The address behind a request, for counting attempts; all requests without one count together. */
export function clientAddress(headers: Headers): string {
  return headers.get(addressHeader) ?? 'unknown'
}
