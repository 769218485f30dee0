/** The pages one can read on, and the text sizes; both are kept in cookies so that the server renders them without a flash. */
export const appearanceCookie = 'cp-appearance'
export const textSizeCookie = 'cp-text-size'

export const appearanceChoices = ['light', 'sepia', 'dark', 'system'] as const
export type AppearanceChoice = (typeof appearanceChoices)[number]

export const textSizes = ['small', 'normal', 'large', 'larger'] as const
export type TextSize = (typeof textSizes)[number]

/** A cookie's value as a choice; anything unknown is what nobody chose. */
export function appearanceFrom(value: string | undefined): AppearanceChoice {
  return appearanceChoices.find((choice) => choice === value) ?? 'system'
}

/** A cookie's value as a text size; anything unknown is the normal one. */
export function textSizeFrom(value: string | undefined): TextSize {
  return textSizes.find((size) => size === value) ?? 'normal'
}

/** Keeps a choice in a cookie for a year, readable by this site's pages only when they are asked for from this site. */
export function keepInCookie(name: string, value: string): void {
  document.cookie = `${name}=${encodeURIComponent(value)}; path=/; max-age=31536000; samesite=lax`
}
