import type { Locator, Page } from '@playwright/test'

/** The field of a day, by its label. */
export const dayField = (within: Page | Locator, name: string): Locator =>
  within.getByRole('group', { name, exact: true })

/** Types a day, YYYY-MM-DD, into its field as somebody does who reads British dates. */
export async function typeDay(field: Locator, day: string): Promise<void> {
  await field.getByRole('spinbutton').first().click()
  await field.page().keyboard.type(day.split('-').reverse().join(''))
}
