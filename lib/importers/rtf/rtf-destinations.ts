import { ownValue } from '@/lib/domain/own-value'
import type { NodeJson } from '@/lib/editor/document-json'
import { plainParagraph } from '@/lib/importers/blocks'
import { deepestDestination, nowhere, RtfCapture, type RtfDestination } from './rtf-destination'
import { RtfField } from './rtf-fields'
import { RtfFlow, type RtfSurroundings } from './rtf-flow'
import { paragraphNumber, type RtfSectionLevels } from './rtf-paragraph-numbers'
import { charactersAfter, type RtfCharacters, type RtfParagraphNumber, type RtfParagraphState } from './rtf-state'

/** What a group asks of the reading it is part of. */
export interface RtfReading extends RtfSurroundings {
  readonly notes: NodeJson[]
  readonly characters: RtfCharacters
  readonly paragraph: RtfParagraphState
  readonly sectionLevels: RtfSectionLevels
  /** Numbers the paragraph that is being written, and those after it until their formatting ends. */
  setNumber(number: RtfParagraphNumber): void
  /** Reads a table of the document's head; undefined for every other word. */
  head(word: string): RtfDestination | undefined
}

type Maker = (reading: RtfReading, outer: RtfDestination) => RtfDestination

const running: Maker = ({ leftOut }) => new RtfCapture((text) => leftOut.running.push(text))
const entry: Maker = ({ leftOut }) => new RtfCapture((text) => leftOut.entries.push(text))
const marker: Maker = (_, outer) => new RtfCapture((text) => outer.marker?.(text))
const after =
  (sign: string): Maker =>
  ({ characters }, outer) => {
    outer.text?.(sign, characters)
    return outer
  }
const inPlace: Maker = (_, outer) => outer

const makers: Readonly<Record<string, Maker | undefined>> = {
  header: running,
  headerl: running,
  headerr: running,
  headerf: running,
  footer: running,
  footerl: running,
  footerr: running,
  footerf: running,
  annotation: ({ leftOut }) => new RtfCapture((text) => leftOut.comments.push(text)),
  xe: entry,
  tc: entry,
  tcn: entry,
  pn: (reading) => paragraphNumber(reading.sectionLevels, (number) => reading.setNumber(number)),
  pnseclvl: ({ sectionLevels }) =>
    paragraphNumber(sectionLevels, (number) => {
      if (number.level !== null) sectionLevels.set(number.level, number)
    }),
  listtext: marker,
  pntext: marker,
  footnote: note,
  field: (reading, outer) => new RtfField(outer, reading.leftOut, () => reading.characters),
  pict: (reading, outer) => picture(reading, outer),
  shppict: inPlace,
  mmath: inPlace,
  moMath: inPlace,
  moMathPara: formula,
  mden: after('/'),
  me: after(' '),
  mlim: after(' '),
  mdeg: after(' '),
  shp: shape,
  shpgrp: shape,
  shpinst: shape,
  do: shape,
  NeXTGraphic: (_, outer) => new RtfCapture((text) => outer.image?.(text)),
  object: (reading, outer) => object(reading, outer),
  upr: (_, outer) => ({ inside: (word) => (word === 'ud' ? outer : nowhere) }),
}

// What a program needs and no reader sees.
const unseen = new Set(
  `colortbl revtbl rsidtbl generator xmlnstbl themedata colorschememapping datastore latentstyles filetbl pgdsctbl pgptbl docvar template pntxta pntxtb nonesttables nonshppict
  bkmkstart bkmkend panose falt fontemb fontfile ftnsep ftnsepc ftncn aftnsep aftnsepc aftncn atnid atnauthor atntime atndate atnicn atnref atrfstart atrfend atnparent userprops
  xmlopen xmlclose xmlattrname xmlattrvalue protusertbl password passwordhash wgrffmtfilter oldcprops oldpprops oldsprops oldtprops ebcstart ebcend blipuid background fchars lchars
  nextfile private private1 htmltag mhtmltag htmlbase expandedcolortbl writereservhash writereservation mvfmf mvfml mvtof mvtol datafield hl listpicture rxe txe mmathPict shprslt ud
  picprop objdata objclass objname objalias objsect objtime gridtbl defchp defpap keycode sp sn sv fldinst formfield nesttableprops lsdlockedexcept docpr operator creatim revtim printim`.split(
    /\s+/,
  ),
)
const unstarred = new Set('cs ds ts fldrslt result'.split(' '))
const opensText = new Set('footnote field fldrslt shp shpgrp shpinst shptxt do dptxbxtext'.split(' '))

/** Whether a word names something that is no text, wherever in a group it stands. */
export const isDestination = (word: string): boolean => Object.hasOwn(makers, word)

/** What a group that begins with this word writes to; undefined where it goes on as the text around it. `isStarred` says that a reader may leave the group out. */
export function destinationOf(
  word: string,
  isStarred: boolean,
  reading: RtfReading,
  outer: RtfDestination,
): RtfDestination | undefined {
  const own = outer.inside?.(word)
  if (own) return own
  // Within a group that is left out, or read as data, nothing is text any more.
  if (!outer.text || outer.isData) return isStarred ? nowhere : undefined
  const isTooDeep = (outer.depth ?? 0) >= deepestDestination
  if (isTooDeep && opensText.has(word)) return outer
  const made = reading.head(word) ?? ownValue(makers, word)?.(reading, outer)
  if (made) return made
  if (unseen.has(word) || /^m\w+Pr$/.test(word)) return nowhere
  if (!isStarred || unstarred.has(word) || charactersAfter(reading.characters, word, null)) return undefined
  return new RtfCapture((text) => {
    if (/\p{L}{3,}\s+\p{L}{2,}/u.test(text)) reading.leftOut.foreign.push(text)
  })
}

function note(reading: RtfReading, outer: RtfDestination): RtfDestination {
  const { notes } = reading
  const label = String(notes.length + 1)
  const node: NodeJson = { type: 'footnote', attrs: { label } }
  notes.push(node)
  outer.text?.(`[${label}]`, { ...reading.characters, raised: 'superscript', hidden: false })
  return new RtfFlow(reading, (outer.depth ?? 0) + 1, (blocks) => {
    node.content = blocks.length > 0 ? blocks : [plainParagraph('')]
  })
}

function formula({ leftOut }: RtfReading, outer: RtfDestination): RtfDestination {
  leftOut.formulas += 1
  return outer
}

function picture({ characters }: RtfReading, outer: RtfDestination): RtfDestination {
  let description = ''
  return {
    inside: (word) =>
      word === 'picprop'
        ? properties({
            wzDescription: (text) => {
              description = text
            },
          })
        : nowhere,
    close: () => {
      if (!characters.hidden && !characters.deleted) outer.image?.(description)
    },
  }
}

/** A drawing: what is written in it stands apart from the text, what it shows is a picture. */
function shape(reading: RtfReading, outer: RtfDestination): RtfDestination {
  const { paragraph } = reading
  const box = () => new RtfFlow(reading, (outer.depth ?? 0) + 1, (blocks) => outer.apart?.(blocks, paragraph))
  const asBox = (text: string) => {
    if (text.trim() !== '') outer.apart?.([plainParagraph(text.replace(/\s+/g, ' ').trim())], paragraph)
  }
  const drawing: RtfDestination = {
    inside(word) {
      if (word === 'shptxt' || word === 'dptxbxtext') return box()
      if (word === 'sp')
        return properties({ gtextUNICODE: asBox }, (image) => picture(reading, image ? outer : nowhere))
      return word === 'shpinst' || word === 'shpgrp' || word === 'shp' || word === 'do' ? drawing : nowhere
    },
  }
  return drawing
}

/** Reads properties with a name and a value each, and hands on those that are asked for. */
function properties(
  wanted: Record<string, (value: string) => void>,
  image?: (isShown: boolean) => RtfDestination,
): RtfDestination {
  let name = ''
  const value = (): RtfDestination => {
    const capture = new RtfCapture((text) => ownValue(wanted, name)?.(text))
    return {
      text: (text) => capture.text(text),
      close: () => capture.close(),
      inside: (word) => (word === 'pict' ? image?.(name === 'pib') : nowhere),
    }
  }
  const reading: RtfDestination = {
    inside(word) {
      if (word === 'sn')
        return new RtfCapture((text) => {
          name = text.trim()
        })
      if (word === 'sv') return value()
      return word === 'sp' ? reading : nowhere
    },
  }
  return reading
}

function object({ leftOut }: RtfReading, outer: RtfDestination): RtfDestination {
  let isShown = false
  return {
    inside: (word) => {
      if (word !== 'result') return nowhere
      isShown = true
      return outer
    },
    close: () => {
      if (!isShown) leftOut.objects += 1
    },
  }
}
