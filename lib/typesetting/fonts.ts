import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'

const require = createRequire(import.meta.url)

/** The folders of the fonts that come with packages, beside those that Typst brings. */
export function fontFolders(): string[] {
  return [require.resolve('@embedpdf/fonts-arabic'), require.resolve('@embedpdf/fonts-sc')].map((main) =>
    join(dirname(dirname(main)), 'fonts'),
  )
}
