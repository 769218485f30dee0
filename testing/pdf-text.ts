import { loadPdfJs } from '@/lib/importers/pdf/pdf-document'

interface OutlineItem {
  title: string
  items: OutlineItem[]
}

/** What another reader finds in a PDF: the words of each page, its bookmarks, and what it says of itself. */
export async function readPdf(bytes: Uint8Array) {
  const { getDocument } = await loadPdfJs()
  const task = getDocument({ data: new Uint8Array(bytes), verbosity: 0, useSystemFonts: false, disableFontFace: true })
  try {
    const pdf = await task.promise
    const pages: string[] = []
    for (let at = 1; at <= pdf.numPages; at += 1) {
      const { items } = await (await pdf.getPage(at)).getTextContent()
      pages.push(items.map((item) => ('str' in item ? `${item.str}${item.hasEOL ? '\n' : ''}` : '')).join(''))
    }
    const { info, metadata } = await pdf.getMetadata()
    return {
      pages,
      text: pages.join('\n'),
      outline: ((await pdf.getOutline()) ?? []) as OutlineItem[],
      info: info as Record<string, unknown>,
      language: metadata?.get('dc:language') ?? (info as Record<string, unknown>).Language,
    }
  } finally {
    await task.destroy()
  }
}
