/** What of a style a picture needs to look the same without the page: resolved, so that no name of a colour is left. */
const kept = [
  'fill',
  'fill-opacity',
  'stroke',
  'stroke-width',
  'stroke-dasharray',
  'font-family',
  'font-size',
  'font-weight',
  'text-anchor',
] as const

/** Dots of a printed inch for each of a screen's 96. */
const dotsAtPrint = 300 / 96

/** A chart of the page as a picture of its own, in the colours in which it is seen. */
export function standalone(chart: SVGSVGElement): string {
  const copy = chart.cloneNode(true) as SVGSVGElement
  const [seen, made] = [chart, copy].map((root) => [root, ...root.querySelectorAll<SVGElement>('*')])
  seen?.forEach((element, at) => {
    const style = getComputedStyle(element)
    const target = made?.[at]
    for (const name of kept) target?.setAttribute(name, style.getPropertyValue(name))
    for (const name of ['class', 'style']) target?.removeAttribute(name)
  })
  const { width, height } = chart.viewBox.baseVal
  const ground = document.createElementNS('http://www.w3.org/2000/svg', 'rect')
  const paper = getComputedStyle(document.documentElement).getPropertyValue('--paper').trim()
  for (const [name, value] of Object.entries({ width, height, fill: paper })) ground.setAttribute(name, String(value))
  copy.prepend(ground)
  copy.setAttribute('width', String(width))
  copy.setAttribute('height', String(height))
  return new XMLSerializer().serializeToString(copy)
}

/** The same in dots, as many as print at 300 to the inch takes. */
export async function inDots(picture: string, { width, height }: { width: number; height: number }): Promise<Blob> {
  const image = new Image(width, height)
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(picture)}`
  await image.decode()
  const canvas = Object.assign(document.createElement('canvas'), {
    width: Math.round(width * dotsAtPrint),
    height: Math.round(height * dotsAtPrint),
  })
  canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height)
  return new Promise((resolve, reject) => {
    canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error('The browser made no picture'))), 'image/png')
  })
}
